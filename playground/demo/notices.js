// What the page says by itself: passing notices, alerts, and the line under the bot's name.

const TOAST_MS = 3500;
const TYPING_MS = 5000;

let toastTimer = 0;
let typingTimer = 0;

export const byId = (id) => document.getElementById(id);

export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = true;
  void box.offsetWidth; // begin its entrance anew
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, TOAST_MS);
}

export function alertWith(text) {
  byId("alert-what").textContent = text;
  byId("alert").showModal();
}

export function setStatus(text, isTyping = false) {
  clearTimeout(typingTimer);
  byId("status").textContent = text;
  byId("status").classList.toggle("typing", isTyping);
}

export function showTyping() {
  setStatus("正在输入…", true);
  typingTimer = setTimeout(() => setStatus("机器人"), TYPING_MS);
}
