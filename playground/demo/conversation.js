// Who speaks, what everybody's chat holds, and what the speaker does to the bot.

import { toast } from "./notices.js";

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/; // Telegram's apps hand over no other

const roles = [...document.querySelectorAll(".person")].map((button) => button.dataset.speaker);

function emptyChat() {
  return { name: "", kind: "private", mayWrite: true, messages: new Map(), menu: [], unread: 0, draft: "" };
}

export const state = {
  chats: Object.fromEntries(roles.map((role) => [role, emptyChat()])),
  bot: { name: "园区快报", username: "", description: "" },
  speaker: roles[0],
};

export async function post(path, body) {
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

export async function load() {
  const found = await (await fetch("/state")).json();
  state.bot = found.bot;
  for (const [role, chat] of Object.entries(found.chats)) {
    const { name, kind, mayWrite, menu } = chat;
    const messages = new Map(chat.messages.map((message) => [message.id, message]));
    Object.assign(state.chats[role], { name, kind, mayWrite, menu, messages });
  }
  return found;
}

// Everything is forgotten, on the page as well: nothing that was written or begun is left.
export function forget() {
  for (const role of roles) state.chats[role] = emptyChat();
  [state.speaker] = roles;
}

export async function say(text) {
  const trimmed = text.trim();
  if (trimmed) await post("/send", { speaker: state.speaker, text: trimmed });
}

export function press(messageId, row, column) {
  return post("/press", { speaker: state.speaker, messageId, row, column });
}

// Several files at once are an album.
export async function upload(files) {
  if (!files.length) return;
  const form = new FormData();
  form.append("speaker", state.speaker);
  for (const file of files) form.append("file", file, file.name);
  await post("/upload", form);
}

// A message of the chat that is open goes to the bot, forwarded by somebody.
export function forward(messageId, role) {
  return post("/forward", { speaker: role, from: state.speaker, messageId });
}

// A link to the bot itself stays in the page: t.me/<bot>?start=park_12 is "/start park_12".
export function openDeepLink(link, event) {
  const url = new URL(link.href);
  const { username } = state.bot;
  if (!username || url.host !== "t.me") return;
  if (url.pathname.slice(1).toLowerCase() !== username.toLowerCase()) return;
  event.preventDefault();
  if (url.searchParams.has("startgroup") || url.searchParams.has("startchannel")) {
    toast("演示里机器人已经在群和频道里，看左边的“群”。");
    return;
  }
  const payload = url.searchParams.get("start") ?? "";
  say(PAYLOAD.test(payload) ? `/start ${payload}` : "/start");
}
