"""Reading text, for every room: folding, width and script; knows nothing of ours."""
