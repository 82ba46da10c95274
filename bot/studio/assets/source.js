// The source view: CodeMirror over the draft's JSON. Loaded when somebody first looks at the source.

import {
  autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap, Decoration, defaultKeymap, drawSelection,
  EditorState, EditorView, foldGutter, foldKeymap, HighlightStyle, highlightActiveLine, highlightActiveLineGutter,
  highlightSelectionMatches, history, historyKeymap, indentOnInput, indentWithTab, json, keymap, lineNumbers, lintGutter, lintKeymap,
  RangeSetBuilder, search, searchKeymap, setDiagnostics, StateEffect, StateField, syntaxHighlighting, tags, Transaction, ViewPlugin,
} from "./codemirror.js";
import { suggestions } from "./suggesting.js";

const HOLE = /\{\{.*?\}\}|\{%.*?%\}|"\$(?:if|for)"\s*:\s*"(?:[^"\\]|\\.)*"/g;
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "#1b4f8f" },
  { tag: tags.string, color: "#0b5b3f" },
  { tag: [tags.number, tags.bool, tags.null], color: "#8a3a05" },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: "#555b66" },
]);
const LOOKS = EditorView.theme({
  "&": { border: "1px solid #7b8a83", borderRadius: ".625rem", background: "#fff", height: "min(42rem, 75vh)", overflow: "hidden" },
  "&.cm-focused": { outline: "3px solid #1b5faa", outlineOffset: "1px" },
  ".cm-scroller": { font: ".875rem/1.6 var(--mono)" },
  ".cm-gutters": { background: "#f3f7f5", color: "#555b66", borderRight: "1px solid #dfe5e2", borderRadius: ".625rem 0 0 .625rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "#e8f4ef80" },
  ".cm-hole": { color: "#6d3fc0", backgroundColor: "#f0eafb", borderRadius: ".25rem" },
  ".cm-pointed": { backgroundColor: "#fdf1e4", boxShadow: "inset 3px 0 #d9480f" },
  ".cm-tooltip": { border: "1px solid #7b8a83", borderRadius: ".5rem", overflow: "hidden", fontFamily: "var(--sans)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", maxHeight: "18rem" },
  ".cm-tooltip-autocomplete > ul > li": { padding: ".375rem .625rem !important", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "#0b6e4f", color: "#fff" },
  ".cm-completionLabel": { fontFamily: "var(--mono)", fontSize: ".875rem" },
  ".cm-completionDetail": { fontStyle: "normal", color: "inherit", opacity: ".85" },
  ".cm-diagnostic": { padding: ".375rem .625rem", lineHeight: "1.6" },
});

const holes = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = marked(view); }
  update(update) { if (update.docChanged || update.viewportChanged) this.decorations = marked(update.view); }
}, { decorations: (plugin) => plugin.decorations });

function marked(view) {
  const found = new RangeSetBuilder(), mark = Decoration.mark({ class: "cm-hole" });
  for (const { from, to } of view.visibleRanges) {
    for (const { 0: hole, index } of view.state.sliceDoc(from, to).matchAll(HOLE)) found.add(from + index, from + index + hole.length, mark);
  }
  return found.finish();
}

/** The line that belongs to what the mouse is over in the picture. */
const point = StateEffect.define();
const pointed = StateField.define({
  create: () => Decoration.none,
  update(lines, change) {
    for (const effect of change.effects) {
      if (effect.is(point)) lines = effect.value === null ? Decoration.none : Decoration.set([Decoration.line({ class: "cm-pointed" }).range(effect.value)]);
    }
    return change.docChanged ? Decoration.none : lines;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param place the element it is put into
 * @param options {text, nonce, readOnly, label, phrases, knows, typed(text), over(offset or null)}
 *   `knows`: {variables, words, filters} for suggestions; `over`: where mouse or cursor are
 */
export function openSource(place, { text, nonce, readOnly, label, phrases, knows, typed, over }) {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce), EditorState.phrases.of(phrases), EditorState.readOnly.of(readOnly), EditorState.tabSize.of(2),
        EditorView.lineWrapping, lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: true }),
        json(), syntaxHighlighting(COLOURS), LOOKS, holes, pointed,
        autocompletion({ override: [suggestions(knows)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": label, id: "code" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((each) => each.annotation(Transaction.remote))) typed(update.state.doc.toString());
          if (update.selectionSet) over(update.state.selection.main.head);
        }),
        EditorView.domEventHandlers({
          mousemove: (event, seen) => { over(seen.posAtCoords({ x: event.clientX, y: event.clientY })); },
          mouseleave: () => { over(null); },
        }),
      ],
    }),
  });
  return {
    /** Only what differs is replaced, so that cursor and undo stay where they are. */
    write(next) {
      const now = view.state.doc.toString();
      if (now === next) return;
      let from = 0, same = 0;
      while (from < Math.min(now.length, next.length) && now[from] === next[from]) from += 1;
      while (same < Math.min(now.length, next.length) - from && now.at(-1 - same) === next.at(-1 - same)) same += 1;
      view.dispatch({ changes: { from, to: now.length - same, insert: next.slice(from, next.length - same) }, annotations: Transaction.remote.of(true) });
    },
    /** Findings at their lines: {line, level, words}. */
    tell(findings) {
      const { doc } = view.state;
      view.dispatch(setDiagnostics(view.state, findings.map(({ line, level, words }) => {
        const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
        const from = at.from + (at.text.length - at.text.trimStart().length);
        return { from: Math.min(from, at.to), to: at.to, severity: level, message: words };
      })));
    },
    goTo(line) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({ selection: { anchor: at.from, head: at.to }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
      view.focus();
    },
    /** Marks the line that the picture's part under the mouse comes from; null: none. */
    point(line) {
      const at = line === null ? null : view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({ effects: [point.of(at && at.from), ...(at ? [EditorView.scrollIntoView(at.from, { y: "nearest", yMargin: 40 })] : [])] });
    },
  };
}
