// Who speaks, what everybody's chat holds, and what the speaker does to the bot.

import { toast } from "./notices.js";

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/; // Telegram's apps hand over no other

const roles = [...document.querySelectorAll(".person")].map((button) => button.dataset.speaker);

export const state = {
  chats: Object.fromEntries(roles.map((role) => [role, { messages: new Map(), menu: [], unread: 0, draft: "" }])),
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
    state.chats[role].messages = new Map(chat.messages.map((message) => [message.id, message]));
    state.chats[role].menu = chat.menu;
  }
  return found;
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
    toast("演示里没有群和频道。");
    return;
  }
  const payload = url.searchParams.get("start") ?? "";
  say(PAYLOAD.test(payload) ? `/start ${payload}` : "/start");
}
