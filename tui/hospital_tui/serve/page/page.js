// Before the terminal's own script: where its socket is, what was copied, and why a session ended.
"use strict";
window.WebSocket = class extends WebSocket {
  constructor(...words) {
    super(...words);
    this.addEventListener("message", (event) => {
      if (typeof event.data !== "string") return;
      const [kind, words] = JSON.parse(event.data);
      if (kind === "copied") copy(words);
      if (kind === "upload") upload(words);
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

// The app asked for files of the reader's machine: chosen, or dropped on the page, then sent under the key it gave.
function upload(key) {
  const form = document.getElementById("upload");
  const chosen = document.getElementById("files");
  const refused = document.getElementById("refused");
  const end = () => {
    form.hidden = true;
    document.querySelector(".xterm-helper-textarea")?.focus();
  };
  const send = async (files) => {
    const body = new FormData();
    for (const file of files) body.append("file", file, file.name);
    const answer = await fetch(`/upload/${key}`, { method: "POST", body }).catch(() => null);
    if (answer && answer.ok) end();
    else refused.hidden = false;
  };
  form.hidden = false;
  refused.hidden = true;
  chosen.value = "";
  chosen.focus();
  document.getElementById("not").onclick = end;
  form.onkeydown = (event) => event.key === "Escape" && end();
  form.onsubmit = (event) => {
    event.preventDefault();
    if (chosen.files.length) send(chosen.files);
  };
  form.ondragover = (event) => event.preventDefault();
  form.ondrop = (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) send(event.dataTransfer.files);
  };
}

document.addEventListener("DOMContentLoaded", () => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
  document.getElementById("again").addEventListener("click", () => location.reload());
});
