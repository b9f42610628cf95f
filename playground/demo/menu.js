// The command menu: opened by its button or a typed slash, gone through with the arrow keys, closed by Esc.

import { element } from "./message_view.js";
import { byId } from "./notices.js";
import { say, state } from "./conversation.js";

const menu = byId("menu");
const button = byId("menu-button");
let choose = () => {};

// `act` is called once a command is chosen, before it is said.
export function onChoice(act) {
  choose = act;
}

export function isOpen() {
  return !menu.hidden;
}

export function showMenu(prefix = "") {
  const commands = state.chats[state.speaker].menu.filter((each) => each.command.startsWith(prefix));
  if (prefix && !commands.length) return hideMenu();
  menu.replaceChildren(...commands.map((each, index) => option(each, prefix && index === 0)));
  if (!commands.length) menu.append(element("p", "", "机器人还没有命令。"));
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  return undefined;
}

function option(command, isChosen) {
  const node = element("button", isChosen ? "chosen" : "");
  node.type = "button";
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", String(Boolean(isChosen)));
  node.append(element("b", "", `/${command.command}`), element("span", "", command.description));
  node.addEventListener("click", () => { choose(); say(`/${command.command}`); });
  return node;
}

export function refreshMenu() {
  if (isOpen()) showMenu();
}

// Whoever was in it is given back the button that opens it.
export function hideMenu() {
  if (menu.contains(document.activeElement)) button.focus();
  menu.hidden = true;
  button.setAttribute("aria-expanded", "false");
}

// The command that Tab completes; null where none is offered.
export function offered() {
  return isOpen() ? menu.querySelector(".chosen b") : null;
}

export function enterMenu() {
  menu.querySelector("button")?.focus();
}

function step(by) {
  const options = [...menu.querySelectorAll("button")];
  const next = options.indexOf(document.activeElement) + by;
  options.at(next % options.length)?.focus();
}

menu.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) { event.preventDefault(); step(steps[event.key]); }
});
button.addEventListener("click", () => {
  if (isOpen()) { hideMenu(); return; }
  showMenu();
  enterMenu();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isOpen()) { event.preventDefault(); hideMenu(); }
});
