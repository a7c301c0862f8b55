// Before the terminal's own script: where its socket is, what was copied, and why a session ended.
"use strict";
window.WebSocket = class extends WebSocket {
  constructor(...words) {
    super(...words);
    this.addEventListener("message", (event) => {
      if (typeof event.data !== "string") return;
      const [kind, words] = JSON.parse(event.data);
      if (kind === "copied") copy(words);
      if (kind === "failed") document.getElementById("why").textContent = words;
    });
    this.addEventListener("close", () => document.body.classList.add("-over"));
  }
};

function copy(words) {
  const typed = () => {
    const area = document.createElement("textarea");
    const before = document.activeElement;
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    if (before) before.focus();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(words).catch(typed);
  else typed();
}

document.addEventListener("DOMContentLoaded", () => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
  document.getElementById("again").addEventListener("click", () => location.reload());
});
