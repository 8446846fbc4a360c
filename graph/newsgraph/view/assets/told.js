// What is told of a link: who says it, how, in which words, and what answers it.
// A sentence with its marks, which count in code points.
function words([sentence, ...marks]) {
  const letters = Array.from(DATA.sentences[sentence]);
  const shown = make("p", { class: "words" });
  shown.dir = "auto";
  let done = 0;
  for (let at = 0; at + 1 < marks.length; at += 2) {
    const start = Math.max(done, marks[at]);
    if (marks[at + 1] <= start) continue;
    shown.append(letters.slice(done, start).join(""), make("mark", { text: letters.slice(start, marks[at + 1]).join("") }));
    done = marks[at + 1];
  }
  shown.append(letters.slice(done).join(""));
  return shown;
}

// Where it stands; `here` is the article whose panel this is, `known` one that the row above names already.
function sourceLine(number, { here, known } = {}) {
  const article = DATA.articles[number];
  if (!article || article.id === here) return null;
  const line = make("p", { class: "source" });
  const parts = [article.outlet, article.published, article.origin].filter(Boolean).map(isolated);
  if (article.id !== known) parts.unshift(NODES.has(article.id) ? gotoButton(article.id) : isolated(article.headline || article.origin));
  parts.forEach((part, at) => line.append(at ? " · " : "", part));
  return line;
}

const MANNERS = {
  alleged: "alleged, not stated as a fact", expected: "expected, not yet so", proposed: "proposed or wanted, not yet so",
  asked: "asked, not answered",
};
const CLOSENESS = { direct: "word for word", indirect: "in the article’s rendering", mixed: "partly word for word" };
const isStatement = (told) => told.sure !== undefined;
const stanceOf = (told) => (told.negated ? "negated" : told.modality ? "hedged" : told.by !== undefined ? "attributed" : "own");

// The relation with how it is put: "not: owns", "alleged: works for".
function relationOf(told) {
  const stance = isStatement(told) && told.relation !== "confirms" && told.relation !== "denies" ? [told.negated && "not", told.modality].filter(Boolean).join(", ") : "";
  return stance ? `${stance}: ${told.relation}` : told.relation;
}

// Who says it and how; for what an article simply states only where the whole is asked for.
function voiceLine(told, { whole = false } = {}) {
  if (told.quote) return quoteLine(told);
  if (!isStatement(told) || (!whole && stanceOf(told) === "own")) return null;
  const line = make("p", { class: "voice" }, lineIcon(stanceOf(told), told.by !== undefined));
  const words = make("span");
  if (told.by === undefined) words.append("In the article’s own words");
  else words.append("According to ", isolated(speakerName(told.by)), ...cueWords(told));
  if (told.modality) words.append(`; ${MANNERS[told.modality] ?? told.modality}`);
  if (told.negated) words.append(told.by === undefined ? "; the article says that it is not so" : "; the source says that it is not so");
  line.append(words);
  return line;
}

const cueWords = (told) => (told.cue ? [" (“", isolated(told.cue), "”)"] : []);

function quoteLine(told) {
  const words = make("span", {}, CLOSENESS[told.quote] ?? told.quote, ...cueWords(told));
  return make("p", { class: "voice" }, lineIcon("quote"), words);
}

function sureLine(told) {
  const words = told.sure >= 0.9 ? "very sure" : told.sure >= 0.75 ? "fairly sure" : told.sure >= 0.5 ? "not quite sure" : "unsure";
  return make("p", { class: "soft", text: `The reader is ${words} that the words say this (${told.sure}).` });
}

function toldParts(told, places) {
  const parts = told.passages.map(words);
  if (told.more) parts.push(make("p", { class: "soft", text: `and in ${told.more} more sentences` }));
  if (told.similarity !== undefined) parts.push(make("p", { class: "soft", text: `${Math.round(told.similarity * 100)} % of the shorter text stands in the other.` }));
  return [voiceLine(told, places), ...parts, sourceLine(told.article, places), ...answerLines(told)];
}

// What other statements say about this one. Each leads to the one it speaks of, where that is drawn.
function answerLines(told) {
  if (told.relation === "confirms" || told.relation === "denies") return [];
  return (told.answers ?? []).map((answer) => {
    const who = answer.by === undefined ? make("span", { text: "the article itself" }) : isolated(speakerName(answer.by));
    const line = make("p", { class: `answer ${answer.agrees ? "agrees" : "denies"}` });
    const sign = answer.agrees ? "✓ " : "✕ ";
    if (answer.later) line.append(sign, answer.agrees ? "Confirmed by " : "Denied by ", who);
    else line.append(sign, answer.agrees ? "Confirms what " : "Denies what ", who, " said earlier");
    const place = sourceLine(answer.article);
    if (place) line.append(" in ", ...place.childNodes);
    const target = targetOf(answer.statement);
    if (target) line.append(" ", stepButton("show", target));
    return line;
  });
}

function stepButton(text, target) {
  const button = make("button", { class: "goto", type: "button", text });
  button.addEventListener("click", () => select(target, { move: true, speak: true }));
  return button;
}

// Where a statement is drawn: an event's sign, or the line of a claim.
function targetOf(statement) {
  if (NODES.has(statement)) return { node: statement };
  const edge = DATA.edges.find((one) => (one.told ?? []).some((told) => told.statement === statement));
  return edge ? { edge: edge.id } : null;
}
