// The chat page: shows what the bot's chats hold, and says what the reader or the editor says.
"use strict";

const TOAST_MS = 3500;
const WAITING_MS = 15000; // Telegram gives up on a pressed button about then
const TYPING_MS = 5000;
const NEAR_END_PX = 80;

const byId = (id) => document.getElementById(id);
const list = byId("messages");
const scroll = byId("scroll");
const field = byId("text");
const composer = byId("composer");
const menu = byId("menu");

const chats = { reader: emptyChat(), editor: emptyChat() };
let bot = { name: "园区快报", username: "", description: "" };
let speaker = "reader";
let typingTimer = 0;
let toastTimer = 0;
let unseen = 0;

function emptyChat() {
  return { messages: new Map(), menu: [], unread: 0, draft: "" };
}

// --- talking to the page's server

async function post(path, body) {
  const isForm = body instanceof FormData;
  const options = { method: "POST", body: isForm ? body : JSON.stringify(body) };
  if (!isForm) options.headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch(path, options);
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    return said;
  } catch (problem) {
    toast(`没有成功：${problem.message}`);
    return null;
  }
}

async function load() {
  const state = await (await fetch("/state")).json();
  bot = state.bot;
  byId("digest").hidden = !state.hasDigest;
  byId("name").textContent = byId("welcome-name").textContent = bot.name;
  if (bot.description) byId("description").textContent = bot.description;
  for (const [role, chat] of Object.entries(state.chats)) {
    chats[role].messages = new Map(chat.messages.map((message) => [message.id, message]));
    chats[role].menu = chat.menu;
  }
  show();
}

function listen() {
  const events = new EventSource("/events");
  const on = (name, act) => events.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("hello", () => { load(); setStatus("机器人"); });
  on("message", ({ speaker: role, message }) => arrived(role, message));
  on("edit", ({ speaker: role, message }) => edited(role, message));
  on("delete", ({ speaker: role, message }) => deleted(role, message));
  on("answer", answered);
  on("action", ({ speaker: role }) => { if (role === speaker) showTyping(); });
  on("menu", ({ speaker: role, menu: commands }) => {
    chats[role].menu = commands;
    if (!menu.hidden) showMenu();
  });
  events.onerror = () => setStatus("连接断了，正在重连…");
}

// --- what happens in the chats

function arrived(role, message) {
  const chat = chats[role];
  const isNew = !chat.messages.has(message.id);
  chat.messages.set(message.id, message);
  if (role === speaker) {
    const stays = isNearEnd() || !message.fromBot;
    if (message.fromBot) setStatus("机器人");
    isNew ? append(message) : replace(message);
    if (stays) toEnd(); else if (isNew) { unseen += 1; showToEnd(); }
  }
  if (isNew && message.fromBot && (role !== speaker || document.hidden)) chat.unread += 1;
  showPeople();
}

function edited(role, message) {
  chats[role].messages.set(message.id, message);
  if (role === speaker) {
    const stays = isNearEnd();
    const bubble = replace(message)?.querySelector(".bubble");
    bubble?.classList.add("changed");
    if (stays) toEnd();
  }
  showPeople();
}

function deleted(role, message) {
  chats[role].messages.delete(message.id);
  if (role === speaker) show(); else showPeople();
}

function answered({ speaker: role, messageId, text, alert, url }) {
  if (role !== speaker) return;
  for (const button of list.querySelectorAll(`[data-id="${messageId}"] .waiting`)) stopWaiting(button);
  if (url) window.open(url, "_blank", "noopener");
  if (!text) return;
  if (alert) {
    byId("alert").querySelector("p").textContent = text;
    byId("alert").showModal();
  } else toast(text);
}

// --- showing

function show() {
  const chat = chats[speaker];
  list.replaceChildren();
  for (const message of chat.messages.values()) append(message);
  const isFresh = chat.messages.size === 0;
  byId("welcome").hidden = !isFresh;
  byId("start").hidden = !isFresh;
  composer.classList.toggle("fresh", isFresh);
  chat.unread = 0;
  showPeople();
  toEnd();
}

function showPeople() {
  for (const button of document.querySelectorAll(".person")) {
    const role = button.dataset.speaker;
    const chat = chats[role];
    const last = [...chat.messages.values()].at(-1);
    button.setAttribute("aria-pressed", String(role === speaker));
    button.querySelector(".snippet").textContent = last ? snippet(last) : "还没有消息";
    showCount(button.querySelector(".badge"), chat.unread);
  }
  const unread = chats.reader.unread + chats.editor.unread;
  document.title = unread ? `(${unread}) ${bot.name}` : bot.name;
}

function snippet(message) {
  const text = message.text || (message.document ? message.document.name : "");
  return (message.fromBot ? "" : "我：") + text.replace(/\s+/g, " ").slice(0, 60);
}

function showCount(badge, count) {
  badge.hidden = count === 0;
  badge.textContent = count > 99 ? "99+" : String(count);
}

function append(message) {
  byId("welcome").hidden = byId("start").hidden = true;
  composer.classList.remove("fresh");
  const before = list.lastElementChild;
  const day = dayOf(message.sentAt);
  if (!before || before.dataset.day !== day) {
    const line = element("li", "day", day);
    line.dataset.day = day;
    list.append(line);
  }
  const node = render(message);
  const previous = node.dataset.side;
  if (!before || before.dataset.side !== previous) node.classList.add("first");
  list.append(node);
  openShortQuotes(node);
}

function replace(message) {
  const old = list.querySelector(`[data-id="${message.id}"]`);
  if (!old) return null;
  const node = render(message);
  node.style.animation = "none";
  if (old.classList.contains("first")) node.classList.add("first");
  old.replaceWith(node);
  openShortQuotes(node);
  return node;
}

// A quote that fits has nothing to fold.
function openShortQuotes(node) {
  for (const quote of node.querySelectorAll("blockquote.expandable")) {
    if (quote.scrollHeight <= quote.clientHeight + 2) quote.classList.add("open");
  }
}

function render(message) {
  const node = element("li", message.fromBot ? "message" : "message mine");
  node.dataset.id = message.id;
  node.dataset.day = dayOf(message.sentAt);
  node.dataset.side = message.fromBot ? "bot" : "me";
  const bubble = element("div", "bubble");
  if (message.document) bubble.append(renderDocument(message.document));
  const text = element("div", message.text ? "text" : "text bare");
  text.innerHTML = message.html; // escaped by the server; the page's policy runs no script from it
  const meta = element("span", "meta", (message.edited ? "已编辑 " : "") + timeOf(message.sentAt));
  meta.title = new Date(message.sentAt).toLocaleString("zh-CN");
  text.append(meta);
  bubble.append(text);
  node.append(bubble);
  if (message.buttons.length) {
    node.classList.add("has-buttons");
    node.append(renderButtons(message));
  }
  return node;
}

function renderDocument(file) {
  const link = element("a", "document");
  link.href = `/file/${file.id}`;
  link.download = file.name;
  const icon = element("span");
  icon.append(use("i-file"));
  const words = element("span");
  words.append(element("b", "", file.name), element("small", "", sizeOf(file.size)));
  link.append(icon, words);
  return link;
}

function renderButtons(message) {
  const block = element("div", "buttons");
  message.buttons.forEach((buttons, row) => {
    const line = element("div", "row");
    buttons.forEach((button, column) => {
      const node = element(button.url ? "a" : "button", "", button.text);
      if (button.url) {
        node.href = button.url;
        node.target = "_blank";
        node.rel = "noopener noreferrer";
        node.append(use("i-out"));
      } else {
        node.type = "button";
        node.addEventListener("click", () => press(message, row, column, node));
      }
      line.append(node);
    });
    block.append(line);
  });
  return block;
}

function element(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function use(id) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const inner = document.createElementNS(space, "use");
  inner.setAttribute("href", `#${id}`);
  svg.append(inner);
  return svg;
}

function timeOf(iso) {
  return new Date(iso).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

function dayOf(iso) {
  const date = new Date(iso);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? "今天" : date.toLocaleDateString("zh-CN", { month: "long", day: "numeric" });
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function isNearEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  unseen = 0;
  showToEnd();
}

function showToEnd() {
  const button = byId("to-end");
  button.hidden = isNearEnd();
  showCount(button.querySelector(".badge"), unseen);
}

function setStatus(text, isTyping = false) {
  clearTimeout(typingTimer);
  byId("status").textContent = text;
  byId("status").classList.toggle("typing", isTyping);
}

function showTyping() {
  setStatus("正在输入…", true);
  typingTimer = setTimeout(() => setStatus("机器人"), TYPING_MS);
}

function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = true;
  void box.offsetWidth; // begin its entrance anew
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, TOAST_MS);
}

// --- what the speaker does

async function say(text) {
  const trimmed = text.trim();
  if (trimmed) await post("/send", { speaker, text: trimmed });
}

async function press(message, row, column, node) {
  node.classList.add("waiting");
  setTimeout(() => stopWaiting(node), WAITING_MS);
  const said = await post("/press", { speaker, messageId: message.id, row, column });
  if (said === null) stopWaiting(node);
}

function stopWaiting(node) {
  node.classList.remove("waiting");
}

async function upload(files) {
  for (const file of files) {
    const form = new FormData();
    form.append("speaker", speaker);
    form.append("file", file, file.name);
    await post("/upload", form);
  }
}

function become(role) {
  if (role === speaker) return;
  chats[speaker].draft = field.value;
  speaker = role;
  field.value = chats[role].draft;
  hideMenu();
  fit();
  setStatus("机器人");
  show();
  focusField();
}

function focusField() {
  if (matchMedia("(pointer: fine)").matches) field.focus();
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function submit() {
  const text = field.value;
  field.value = "";
  fit();
  hideMenu();
  say(text);
}

// --- the command menu

function showMenu(prefix = "") {
  const commands = chats[speaker].menu.filter((each) => each.command.startsWith(prefix));
  if (prefix && !commands.length) return hideMenu();
  menu.replaceChildren(...commands.map((each, index) => {
    const button = element("button", prefix && index === 0 ? "chosen" : "");
    button.type = "button";
    button.setAttribute("role", "option");
    button.append(element("b", "", `/${each.command}`), element("span", "", each.description));
    button.addEventListener("click", () => { field.value = ""; fit(); hideMenu(); say(`/${each.command}`); });
    return button;
  }));
  if (!commands.length) menu.append(element("p", "", "机器人还没有命令。"));
  menu.hidden = false;
  byId("menu-button").setAttribute("aria-expanded", "true");
  return undefined;
}

function hideMenu() {
  menu.hidden = true;
  byId("menu-button").setAttribute("aria-expanded", "false");
}

function suggest() {
  const typed = /^\/([a-z0-9_]*)$/.exec(field.value);
  if (typed) showMenu(typed[1]); else hideMenu();
}

// --- listening to the person

composer.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
field.addEventListener("input", () => { fit(); suggest(); });
field.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return; // Enter that ends an input method's word
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  if (event.key === "Escape") hideMenu();
  const chosen = menu.querySelector(".chosen b");
  if (event.key === "Tab" && !menu.hidden && chosen) {
    event.preventDefault();
    field.value = `${chosen.textContent} `;
    hideMenu();
  }
});
byId("menu-button").addEventListener("click", () => { if (menu.hidden) showMenu(); else hideMenu(); });
byId("start").addEventListener("click", () => say("/start"));
byId("to-end").addEventListener("click", toEnd);
scroll.addEventListener("scroll", () => { if (isNearEnd()) unseen = 0; showToEnd(); }, { passive: true });
byId("file").addEventListener("change", async (event) => {
  await upload([...event.target.files]);
  event.target.value = "";
});
byId("digest").addEventListener("click", async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  const said = await post("/digest", {});
  button.disabled = false;
  if (said) toast(said.text);
});
for (const button of document.querySelectorAll(".person")) {
  button.addEventListener("click", () => become(button.dataset.speaker));
}
document.addEventListener("click", (event) => {
  const command = event.target.closest("a.command");
  if (command) {
    event.preventDefault();
    say(command.dataset.command);
  }
  event.target.closest(".spoiler, blockquote.expandable")?.classList.toggle("open");
  const link = event.target.closest("a[href*='t.me/']");
  if (link && bot.username) openDeepLink(link, event);
  if (!event.target.closest("#menu, #menu-button, #text")) hideMenu();
});

// A link to the bot itself stays in the page: t.me/<bot>?start=park_12 is "/start park_12".
function openDeepLink(link, event) {
  const url = new URL(link.href);
  if (url.host !== "t.me" || url.pathname.slice(1).toLowerCase() !== bot.username.toLowerCase()) return;
  event.preventDefault();
  const payload = url.searchParams.get("start");
  say(payload ? `/start ${payload}` : "/start");
}

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
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) { chats[speaker].unread = 0; showPeople(); }
});

listen();
focusField();
