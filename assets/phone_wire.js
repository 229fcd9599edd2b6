// The panel for those who integrate: each webhook and its answer.

const VERDICTS = { accepted: "good", refused: "bad", "no answer": "bad" };

/** A new element with text or children in it. */
function make(tag, content, className = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...[content].flat());
  return element;
}

export function showWebhook(panel, { url, params, status, verdict, xml, millis }) {
  const path = new URL(url).pathname;
  const summary = make("summary", [
    `POST ${path} `, make("span", `signature ${verdict}`, `badge ${VERDICTS[verdict]}`), ` ${status}, ${millis} ms`,
  ]);
  const fields = make("dl", params.flatMap(([name, value]) => [make("dt", name), make("dd", value)]), "pairs");
  const answer = make("pre", xml ? pretty(xml) : "(empty)", "wire");
  answer.tabIndex = 0;
  answer.setAttribute("role", "group");
  answer.setAttribute("aria-label", `Answer to ${path}`);
  panel.append(make("details", [summary, make("h3", "Parameters"), fields, make("h3", "Answer"), answer]));
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The document with one element a line. */
function pretty(xml) {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (root.querySelector("parsererror")) return xml;
  const lines = [];
  const write = (element, pad) => {
    const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${escaped(value)}"`).join("");
    const [open, text] = [`${pad}<${element.tagName}${attributes}`, element.textContent.trim()];
    if (element.children.length > 0) {
      lines.push(`${open}>`);
      for (const child of element.children) write(child, `${pad}  `);
      lines.push(`${pad}</${element.tagName}>`);
    } else {
      lines.push(text ? `${open}>${escaped(text)}</${element.tagName}>` : `${open}/>`);
    }
  };
  write(root, "");
  return lines.join("\n");
}
