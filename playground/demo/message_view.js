// How a message looks: what the server says about it becomes a list item.

const STYLES = ["danger", "success", "primary"];

// `press` and `forward` are what its buttons call.
export function render(message, { press, forward }) {
  const node = element("li", message.fromBot ? "message" : "message mine");
  node.dataset.id = message.id;
  node.dataset.day = dayOf(message.sentAt);
  node.dataset.side = message.fromBot ? "bot" : "me";
  node.dataset.album = message.album;
  const bubble = element("div", "bubble");
  bubble.append(element("span", "unseen", message.fromBot ? "机器人：" : "我："));
  if (message.forwardedFrom) {
    const line = element("div", "origin", "转发自 ");
    line.append(element("b", "", message.forwardedFrom));
    bubble.append(line);
  }
  if (message.isPhoto) bubble.append(renderPhoto(message.document));
  else if (message.document) bubble.append(renderDocument(message.document));
  bubble.append(renderText(message), renderForward(message, forward));
  node.append(bubble);
  if (message.buttons.length) {
    node.classList.add("has-buttons");
    node.append(renderButtons(message, press));
  }
  return node;
}

function renderText(message) {
  const text = element("div", message.text ? "text" : "text bare");
  text.innerHTML = message.html; // escaped by the server; the page's policy runs no script from it
  const meta = element("span", "meta", (message.edited ? "已编辑 " : "") + timeOf(message.sentAt));
  meta.title = new Date(message.sentAt).toLocaleString("zh-CN");
  text.append(meta);
  return text;
}

function renderForward(message, forward) {
  const button = element("button", "forward");
  button.type = "button";
  button.title = "转发给机器人";
  button.setAttribute("aria-label", "转发给机器人");
  button.append(use("i-forward"));
  button.addEventListener("click", () => forward(message));
  return button;
}

function renderPhoto(file) {
  const link = element("a", "photo");
  link.href = `/file/${file.id}`;
  link.download = file.name;
  const picture = element("img");
  picture.src = `/file/${file.id}`;
  picture.alt = file.name;
  link.append(picture);
  return link;
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

function renderButtons(message, press) {
  const block = element("div", "buttons");
  message.buttons.forEach((buttons, row) => {
    const line = element("div", "row");
    buttons.forEach((button, column) => {
      const style = STYLES.includes(button.style) ? button.style : "";
      const node = element(button.url ? "a" : "button", style, button.text);
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

// A quote that fits has nothing to fold; others, and what is covered, are opened like buttons.
export function openShortQuotes(node) {
  for (const quote of node.querySelectorAll("blockquote.expandable")) {
    if (quote.scrollHeight > quote.clientHeight + 2) continue;
    quote.classList.add("open");
    quote.removeAttribute("tabindex");
  }
  for (const folded of node.querySelectorAll(".spoiler, blockquote.expandable[tabindex]")) {
    folded.setAttribute("role", "button");
    folded.setAttribute("aria-expanded", "false");
  }
}

export function unfold(node) {
  if (node.hasAttribute("aria-expanded")) {
    node.setAttribute("aria-expanded", String(node.classList.toggle("open")));
  }
}

export function element(tag, className = "", text = "") {
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
  svg.setAttribute("aria-hidden", "true");
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
