"use strict";

// The words of an article's text on the page, and where they stand on its lines. Positions are
// those of one string: the pieces of all paragraphs, joined.
class TextWords {
  constructor(text) {
    this.text = text;
    this.pieces = [];
    this.words = [];
    const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
    let length = 0;
    for (const paragraph of text.querySelectorAll("p:has([data-start])")) {
      const first = length;
      for (const element of paragraph.querySelectorAll("[data-start]")) {
        const node = element.firstChild;
        this.pieces.push({ node, paragraph, at: length, start: Number(element.dataset.start) });
        length += node.data.length;
      }
      const joined = this.pieces.filter((piece) => piece.at >= first).map((piece) => piece.node.data).join("");
      this.words.push(...TextWords.#split(joined, segmenter).map(([from, to]) => ({ from: first + from, to: first + to })));
    }
    this.string = this.pieces.map((piece) => piece.node.data).join("");
  }

  // Hyphens and signs such as $ and % belong to the word beside them.
  static #split(string, segmenter) {
    const words = [];
    let joins = false;
    for (const { segment, index, isWordLike } of segmenter.segment(string)) {
      const last = words.at(-1);
      const isSign = /^[\p{Sc}%‰°]+$/u.test(segment);
      const touches = last && last[1] === index;
      if (/^[-‐‑]$/.test(segment) && touches) {
        joins = index;
      } else if (isWordLike || isSign) {
        if (joins !== false && joins + 1 === index) last[1] = index + segment.length;
        else if (touches && (isSign || /^[\p{Sc}%‰°]+$/u.test(string.slice(...last)))) last[1] = index + segment.length;
        else words.push([index, index + segment.length]);
        joins = false;
      }
    }
    return words;
  }

  // The position of a point of the document; between pieces, that of the next piece.
  position(node, offset) {
    const own = this.pieces.find((piece) => piece.node === node);
    if (own) return own.at + offset;
    const point = document.createRange();
    point.setStart(node, offset);
    const next = this.pieces.find((piece) => point.comparePoint(piece.node, 0) >= 0);
    return next ? next.at : this.string.length;
  }

  #pieceAt(position, isEnd) {
    return this.pieces.findLast((piece) => (isEnd ? piece.at < position : piece.at <= position)) ?? this.pieces[0];
  }

  point(position, isEnd) {
    const piece = this.#pieceAt(position, isEnd);
    return [piece.node, position - piece.at];
  }

  // The server counts code points; JavaScript counts UTF-16 units.
  codePoint(position, isEnd) {
    const piece = this.#pieceAt(position, isEnd);
    return piece.start + [...piece.node.data.slice(0, position - piece.at)].length;
  }

  // A stretch at whole words, without the white space around it; null where nothing is left.
  whole(from, to) {
    while (from < to && /\s/.test(this.string[from])) from += 1;
    while (from < to && /\s/.test(this.string[to - 1])) to -= 1;
    const cut = (at) => this.words.find((word) => word.from < at && at < word.to);
    return from < to ? { from: cut(from)?.from ?? from, to: cut(to)?.to ?? to } : null;
  }

  isOneParagraph(from, to) {
    return this.#pieceAt(from).paragraph === this.#pieceAt(to, true).paragraph;
  }

  // The number of the word at a position, or of the next one.
  wordAt(position) {
    const found = this.words.findIndex((word) => position < word.to);
    return found < 0 ? this.words.length - 1 : found;
  }

  // The number of the last word that begins before a position.
  wordBefore(position) {
    return Math.max(0, this.words.findLastIndex((word) => word.from < position));
  }

  beside(number, step) {
    return Math.max(0, Math.min(this.words.length - 1, number + step));
  }

  box(number) {
    const range = document.createRange();
    range.setStart(...this.point(this.words[number].from));
    range.setEnd(...this.point(this.words[number].to, true));
    return range.getClientRects()[0];
  }

  middle(number) {
    const box = this.box(number);
    return (box.left + box.right) / 2;
  }

  // The word nearest to x on the next line (step 1) or the one before (step -1).
  onNextLine(number, step, x) {
    const height = (at) => this.box(at).bottom;
    const differ = (one, other) => Math.abs(height(one) - height(other)) > this.box(one).height / 2;
    let at = number;
    while (this.words[at] && !differ(at, number)) at += step;
    if (!this.words[at]) return number;
    let best = at;
    for (const first = at; this.words[at] && !differ(at, first); at += step) {
      if (Math.abs(this.middle(at) - x) < Math.abs(this.middle(best) - x)) best = at;
    }
    return best;
  }
}
