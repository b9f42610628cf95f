// The page is as high as what is seen of it: above a phone's keyboard, where Safari draws one over the page.

const seen = window.visualViewport;
const root = document.documentElement;

function fitScreen() {
  root.style.setProperty("--seen-height", `${seen.height}px`);
  root.style.setProperty("--seen-top", `${seen.offsetTop}px`);
}

// While somebody looks at the end of a list, it stays in view whatever becomes of the room for it.
export function keepEnd(box, isAtEnd, toEnd) {
  let atEnd = true;
  box.addEventListener("scroll", () => { atEnd = isAtEnd(); }, { passive: true });
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(box);
}

if (seen) {
  seen.addEventListener("resize", fitScreen);
  seen.addEventListener("scroll", fitScreen);
  fitScreen();
}
