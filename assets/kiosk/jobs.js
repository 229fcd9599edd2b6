// Choosing a job: large buttons, the last one first, and a search where there are more than eight.
import { button, listOf, part, show } from "./stage.js";
import { plain } from "./words.js";

/** So many are shown at once. */
const SHOWN = 8;

const [list, search, field] = ["jobs", "job-search", "job-search-field"].map(part);
let all = [];
let choose = () => {};

/** Shows jobs; `chosen` is called with the id of one. */
export function chooseJob({ name = "jobs", heading, text, jobs, chosen, back, actions }) {
  all = jobs;
  choose = chosen;
  search.value = "";
  field.hidden = jobs.length <= SHOWN;
  draw();
  show({ name, panel: "jobs", heading, text, back, actions });
}

function draw() {
  const wanted = plain(search.value.trim());
  const found = all.filter(({ name }) => plain(name).includes(wanted)).slice(0, SHOWN);
  list.replaceChildren(...listOf(found.map(({ id, name }) => button(name, () => choose(id)))));
}

export function wireJobs() {
  search.addEventListener("input", draw);
}
