// Where the speaker writes: the field, and files chosen or dropped.

import { enterMenu, hideMenu, isOpen, offered, onChoice, showMenu } from "./menu.js";
import { byId } from "./notices.js";
import { say, state, upload } from "./conversation.js";

const field = byId("text");

export function focusField() {
  if (matchMedia("(pointer: fine)").matches) field.focus();
}

// Keeps what one person has begun to write, and shows what the other had.
export function swapDraft(from, to) {
  state.chats[from].draft = field.value;
  field.value = state.chats[to].draft;
  hideMenu();
}

// As high as what is written in it; a field that isn't shown yet has no height to take.
export function fit() {
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
}

export function clearField() {
  field.value = "";
  fit();
  hideMenu();
}

function submit() {
  const text = field.value;
  clearField();
  say(text);
}

function suggest() {
  const typed = /^\/([a-z0-9_]*)$/.exec(field.value);
  if (typed) showMenu(typed[1]); else hideMenu();
}

// --- listening to the person

byId("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
field.addEventListener("input", () => { fit(); suggest(); });
field.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return; // Enter that ends an input method's word
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  if (event.key === "ArrowDown" && isOpen()) { event.preventDefault(); enterMenu(); }
  const chosen = offered();
  if (event.key === "Tab" && chosen) {
    event.preventDefault();
    field.value = `${chosen.textContent} `;
    hideMenu();
  }
});
onChoice(() => { clearField(); focusField(); });
byId("start").addEventListener("click", () => say("/start"));
byId("file").addEventListener("change", async (event) => {
  const files = [...event.target.files];
  event.target.value = ""; // so that the same file can be chosen again
  await upload(files);
});

let dragging = 0;
const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragenter", (event) => { if (hasFiles(event)) { dragging += 1; byId("drop").hidden = false; } });
addEventListener("dragleave", () => { dragging = Math.max(0, dragging - 1); byId("drop").hidden = dragging === 0; });
addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dragging = 0;
  byId("drop").hidden = true;
  upload([...event.dataTransfer.files]);
});
