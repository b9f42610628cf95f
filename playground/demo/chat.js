// The chat page: shows what the bot's chats hold, as it happens, and lets one be any of its people.

import { clearField, fit, focusField, swapDraft } from "./composer.js";
import { forget, forward, load, openDeepLink, post, press, say, state } from "./conversation.js";
import { hideMenu, refreshMenu } from "./menu.js";
import { element, openShortQuotes, render, unfold } from "./message_view.js";
import { alertWith, byId, setStatus, showTyping, toast } from "./notices.js";
import { keepEnd } from "./viewport.js";

const WAITING_MS = 15000; // Telegram gives up on a pressed button about then
const NEAR_END_PX = 80;
const QUIET_MS = 500; // until screen readers have seen that a list is another one
const HINTS = {
  group: "您是群管理员。发 /park 临猗 看简报，发 /follow 运城市 让本群收到推送。机器人在群里只看得到命令、提到它的话和对它的回复。",
  topic: "论坛群里的一个话题，有自己的关注：发 /follow 临猗，推送就到这里。",
  channel: "频道由编辑管理：到“编辑”那里发 /channel @park_demo follow 临猗。关注以后，发布的新消息到推送时间就出现在这里。",
};

const PLACEHOLDERS = {
  editor: "发送版面，或园区名",
  group: "发送命令，例如 /park 临猗",
  topic: "发送命令，例如 /park 临猗",
};
const ASK_A_PARK = byId("text").placeholder;

const list = byId("messages");
const scroll = byId("scroll");
const actions = { press: pressButton, forward: askWhoForwards };

let unseen = 0;

async function reload() {
  const { hasDigest, hasRestart, chats } = await load();
  byId("digest").hidden = !hasDigest;
  byId("anew").hidden = !hasRestart;
  for (const person of document.querySelectorAll(".person")) person.hidden = !(person.dataset.speaker in chats);
  show();
}

function listen() {
  const events = new EventSource("/events");
  const on = (name, act) => events.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("hello", () => { reload(); setStatus("机器人"); });
  on("message", ({ speaker: role, message }) => arrived(role, message));
  on("edit", ({ speaker: role, message }) => edited(role, message));
  on("delete", ({ speaker: role, message }) => deleted(role, message));
  on("answer", answered);
  on("action", ({ speaker: role }) => { if (role === state.speaker) showTyping(); });
  on("menu", ({ speaker: role, menu: commands }) => {
    state.chats[role].menu = commands;
    refreshMenu();
  });
  on("anew", () => { forget(); clearField(); reload(); });
  events.onerror = () => setStatus("连接断了，正在重连…");
}

// --- what happens in the chats

function arrived(role, message) {
  const chat = state.chats[role];
  const isNew = !chat.messages.has(message.id);
  chat.messages.set(message.id, message);
  if (role === state.speaker) {
    const stays = isNearEnd() || !message.fromBot;
    if (message.fromBot) setStatus("机器人");
    isNew ? append(message) : replace(message);
    if (stays) toEnd(); else if (isNew) { unseen += 1; showToEnd(); }
  }
  if (isNew && message.fromBot && (role !== state.speaker || document.hidden)) chat.unread += 1;
  showPeople();
}

function edited(role, message) {
  state.chats[role].messages.set(message.id, message);
  if (role === state.speaker) {
    const stays = isNearEnd();
    const bubble = replace(message)?.querySelector(".bubble");
    bubble?.classList.add("changed");
    if (stays) toEnd();
  }
  showPeople();
}

function deleted(role, message) {
  state.chats[role].messages.delete(message.id);
  if (role === state.speaker) show(); else showPeople();
}

function answered({ speaker: role, messageId, text, alert, url }) {
  if (role !== state.speaker) return;
  for (const button of list.querySelectorAll(`[data-id="${messageId}"] .waiting`)) stopWaiting(button);
  if (url) window.open(url, "_blank", "noopener");
  if (!text) return;
  if (alert) alertWith(text); else toast(text);
}

// --- showing

function show() {
  const chat = state.chats[state.speaker];
  list.setAttribute("aria-live", "off"); // what stood there before is not read out as if it came now
  list.replaceChildren();
  for (const message of chat.messages.values()) append(message);
  setTimeout(() => list.setAttribute("aria-live", "polite"), QUIET_MS);
  const isFresh = chat.messages.size === 0;
  const isPrivate = chat.kind === "private";
  const { name, description } = state.bot;
  byId("name").textContent = byId("welcome-name").textContent = isPrivate ? name : chat.name;
  byId("description").textContent = description || byId("description").textContent;
  byId("description").hidden = !isPrivate;
  byId("hint").hidden = isPrivate;
  byId("hint").textContent = HINTS[state.speaker] ?? "";
  byId("text").placeholder = PLACEHOLDERS[state.speaker] ?? ASK_A_PARK;
  byId("welcome").hidden = !isFresh;
  byId("start").hidden = !isFresh || !isPrivate;
  byId("sample").hidden = state.speaker !== "editor";
  byId("composer").classList.toggle("fresh", isFresh && isPrivate);
  byId("composer").hidden = !chat.mayWrite;
  byId("read-only").hidden = chat.mayWrite;
  chat.unread = 0;
  showPeople();
  toEnd();
}

function showPeople() {
  for (const button of document.querySelectorAll(".person")) {
    const role = button.dataset.speaker;
    const chat = state.chats[role];
    const last = [...chat.messages.values()].at(-1);
    button.setAttribute("aria-pressed", String(role === state.speaker));
    button.querySelector(".snippet").textContent = last ? snippet(last) : "还没有消息";
    showCount(button.querySelector(".badge"), chat.unread);
    button.title = chat.kind === "private" ? "" : chat.name;
  }
  const unread = Object.values(state.chats).reduce((sum, chat) => sum + chat.unread, 0);
  document.title = unread ? `(${unread}) ${state.bot.name}` : state.bot.name;
}

function snippet(message) {
  const text = message.text || (message.document ? message.document.name : "");
  return (message.fromBot ? "" : "我：") + text.replace(/\s+/g, " ").slice(0, 60);
}

function showCount(badge, count) {
  badge.hidden = count === 0;
  badge.textContent = count > 99 ? "99+" : String(count);
  badge.setAttribute("aria-label", `${count} 条新消息`);
  badge.setAttribute("role", "img");
}

function append(message) {
  byId("welcome").hidden = byId("start").hidden = true;
  byId("composer").classList.remove("fresh");
  const before = list.lastElementChild;
  const node = render(message, actions);
  const { day, side } = node.dataset;
  if (!before || before.dataset.day !== day) {
    const line = element("li", "day", day);
    line.dataset.day = day;
    list.append(line);
  }
  if (!before || before.dataset.side !== side) node.classList.add("first");
  if (message.album && before?.dataset.album === message.album) node.classList.add("grouped");
  list.append(node);
  openShortQuotes(node);
}

function replace(message) {
  const old = list.querySelector(`[data-id="${message.id}"]`);
  if (!old) return null;
  const node = render(message, actions);
  const focused = old.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  node.style.animation = "none";
  for (const place of ["first", "grouped"]) node.classList.toggle(place, old.classList.contains(place));
  old.replaceWith(node);
  openShortQuotes(node);
  if (focused) refocus(node, focused);
  return node;
}

// Which button of a message somebody is at: an edit makes all of them new.
function placeOf(button) {
  const line = button.closest(".row");
  if (!line) return null;
  return { row: [...line.parentElement.children].indexOf(line), column: [...line.children].indexOf(button) };
}

function refocus(node, { row, column }) {
  const lines = node.querySelectorAll(".row");
  const line = lines[Math.min(row, lines.length - 1)];
  const buttons = line ? [...line.children] : [scroll];
  buttons[Math.min(column, buttons.length - 1)].focus({ preventScroll: true });
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

// --- what the speaker does

async function pressButton(message, row, column, node) {
  node.classList.add("waiting");
  setTimeout(() => stopWaiting(node), WAITING_MS);
  if (await press(message.id, row, column) === null) stopWaiting(node);
}

function stopWaiting(node) {
  node.classList.remove("waiting");
}

function askWhoForwards(message) {
  byId("forward").dataset.message = message.id;
  byId("forward").returnValue = "";
  byId("forward").showModal();
}

async function forwardAs(role) {
  if (await forward(Number(byId("forward").dataset.message), role) !== null) become(role);
}

async function beginAnew() {
  const button = byId("anew");
  button.disabled = byId("digest").disabled = true;
  setStatus("正在重新开始…");
  const said = await post("/restart", {});
  button.disabled = byId("digest").disabled = false;
  setStatus("机器人");
  if (said) { toast("已重新开始"); focusField(); }
}

// The editor sends the page that is kept for trying.
function sendSample() {
  become("editor");
  return post("/sample", {});
}

function become(role) {
  if (role === state.speaker) return;
  swapDraft(state.speaker, role);
  state.speaker = role;
  setStatus("机器人");
  show();
  fit();
  focusField();
}

// --- listening to the person

byId("to-end").addEventListener("click", toEnd);
scroll.addEventListener("scroll", () => { if (isNearEnd()) unseen = 0; showToEnd(); }, { passive: true });
byId("forward").addEventListener("close", () => {
  const role = byId("forward").returnValue;
  if (role in state.chats) forwardAs(role);
});
byId("anew").addEventListener("click", () => {
  byId("begin-anew").returnValue = "";
  byId("begin-anew").showModal();
});
byId("begin-anew").addEventListener("close", () => { if (byId("begin-anew").returnValue === "yes") beginAnew(); });
byId("digest").addEventListener("click", async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  const said = await post("/digest", {});
  button.disabled = false;
  if (said) toast(said.text);
});
for (const button of document.querySelectorAll(".sample")) button.addEventListener("click", sendSample);
for (const button of document.querySelectorAll(".person")) {
  button.addEventListener("click", () => become(button.dataset.speaker));
}
document.addEventListener("click", (event) => {
  const command = event.target.closest("a.command");
  if (command) {
    event.preventDefault();
    if (command.dataset.as) become(command.dataset.as);
    say(command.dataset.command);
  }
  const folded = event.target.closest(".spoiler, blockquote.expandable");
  if (folded) unfold(folded);
  const link = event.target.closest("a[href*='t.me/']");
  if (link) openDeepLink(link, event);
  if (!event.target.closest("#menu, #menu-button, #text")) hideMenu();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") byId("toast").hidden = true;
  const folded = event.target.closest?.(".spoiler, blockquote.expandable");
  if (folded === event.target && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    unfold(folded);
  }
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) { state.chats[state.speaker].unread = 0; showPeople(); }
});

keepEnd(scroll, isNearEnd, toEnd);
listen();
focusField();
