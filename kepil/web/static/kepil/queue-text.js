/* The text of the desk and the code points of it: from what is selected to offsets, and back.

   JavaScript counts UTF-16 units, a register counts code points: a character beyond U+FFFF is two of the one and one of
   the other. A block of the text is an element with `data-at`, the code point at which it begins; the characters inside
   it are exactly those of the text. */

export function points(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/* UTF-16 units of the first `count` code points of a text. */
function units(text, count) {
  let at = 0;
  for (let left = count; left > 0 && at < text.length; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/* A boundary in the middle of a pair of surrogates is moved out of it. */
function whole(node, offset, forward) {
  if (node.nodeType !== Node.TEXT_NODE || offset <= 0 || offset >= node.data.length) return offset;
  const before = node.data.charCodeAt(offset - 1);
  const after = node.data.charCodeAt(offset);
  const inside = before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
  return inside ? offset + (forward ? 1 : -1) : offset;
}

export function blocksOf(pane) {
  return [...pane.querySelectorAll("[data-at]")];
}

function startOf(block) {
  return Number(block.dataset.at);
}

function inBlock(block, node, offset, forward) {
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(node, whole(node, offset, forward));
  return startOf(block) + points(before.toString());
}

/* The code points that a DOM range covers in a pane: {start, end}; null where it covers none of its text. */
export function spanOf(pane, range) {
  const touched = blocksOf(pane).filter((block) => range.intersectsNode(block));
  if (!touched.length) return null;
  const first = touched[0];
  const last = touched[touched.length - 1];
  const start = first.contains(range.startContainer)
    ? inBlock(first, range.startContainer, range.startOffset, false)
    : startOf(first);
  const end = last.contains(range.endContainer)
    ? inBlock(last, range.endContainer, range.endOffset, true)
    : startOf(last) + points(last.textContent);
  return start < end ? { start, end } : null;
}

function position(block, point) {
  let left = point - startOf(block);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  let last = node;
  while (node) {
    const size = points(node.data);
    if (left <= size) return [node, units(node.data, left)];
    left -= size;
    last = node;
    node = walker.nextNode();
  }
  return last ? [last, last.data.length] : [block, 0];
}

/* The DOM range of code points of a pane; null where they are not shown. */
export function rangeOf(pane, start, end) {
  const shown = blocksOf(pane);
  const first = shown.find((block) => startOf(block) + points(block.textContent) > start);
  const last = shown.findLast((block) => startOf(block) < end);
  if (!first || !last || startOf(first) > startOf(last)) return null;
  const range = document.createRange();
  range.setStart(...position(first, Math.max(start, startOf(first))));
  range.setEnd(...position(last, end));
  return range;
}

/* Where units of a text begin and end, in code points: `word` counts punctuation too, white space never. */
export function cuts(pane, granularity, language) {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity });
  const found = [];
  for (const block of blocksOf(pane)) {
    let at = startOf(block);
    for (const { segment } of segmenter.segment(block.textContent)) {
      const size = points(segment);
      const words = segment.trim();
      if (words) {
        const lead = points(segment.slice(0, segment.indexOf(words)));
        found.push({ start: at + lead, end: at + lead + points(words) });
      }
      at += size;
    }
  }
  return found;
}

globalThis.kepilText = { spanOf, rangeOf, cuts, points, blocksOf };
