// Every state of the kiosk's screen, and how one gets there. Each has `settings` for the made-up gateway, what is done
// `before` the page's own scripts run, and the steps to it.
import { badge, reaches, type } from "../lib/kiosk.js";

export const FIRST = "Maria Ana José Luis Carmen Juan Rosa Miguel Elena Pedro Sofia Diego Lucia Carlos Marta James Linda Robert Susan Michael Karen David Nancy Thomas Lisa Mark Betty Paul Helen Steven Sandra Kevin Donna Brian Carol Aisha Omar Fatima Yusuf Ngozi Chidi Wei Li Hiroshi Yuki Priya Arjun Olga Ivan Zoë".split(" ");
export const LAST = "Lopez Torres Garcia Martinez Rivera Sanchez Ramirez Flores Gomez Diaz Morales Ortiz Castillo Ruiz Mendoza Smith Johnson Williams Brown Jones Miller Davis Wilson Moore Taylor Anderson Thomas Jackson White Harris Martin Thompson Clark Lewis Walker Khan Hassan Ali Demir Okafor Eze Chen Wang Tanaka Sato Patel Sharma Petrova Volkov Ångström".split(" ");

/** Fifty people. */
export const FIFTY = FIRST.map((name, nth) => `${name} ${LAST[nth]}`);

const JOBS = ["Bridge deck", "Elm Street 12, new roof and gutters at the back", "Warehouse", "Office", "Travel", "Loading dock", "Night inventory", "Training"]
  .map((name, nth) => ({ id: `j${nth}`, name }));

export const PIN = "835291";
const WRONG = "111111";

/** Chooses Maria, whose name is on the screen at once. */
const maria = (page) => page.getByRole("button", { name: "Maria Lopez" }).click();

/** Changes what the made-up gateway does next. */
const next = (page, change, given) => page.evaluate(change, given);

async function clock(page) {
  await maria(page);
  await type(page, PIN);
}

async function refused(page, refusal) {
  await next(page, (refusal) => { window.fake.refusal = refusal; }, refusal);
  await maria(page);
  await type(page, WRONG);
  await page.locator("#problem").waitFor();
}

/** The network goes while nobody is there. */
async function offline(page) {
  await next(page, () => { window.fake.problem = "offline"; window.dispatchEvent(new Event("online")); });
  await reaches(page, "offline");
}

/** The network goes, and somebody keeps a clock-in or a clock-out. */
async function keep(page, nth) {
  await offline(page);
  await page.locator("#actions button").first().click();
  await reaches(page, "keep");
  await page.locator("#answers button").nth(nth).click();
}

/** As far as it goes where people are found by name. */
async function keepByName(page, nth) {
  await keep(page, nth);
  await page.locator("#keep-who").fill("Maria Lopez");
  await page.keyboard.press("Enter");
  await reaches(page, "keep-pin");
  await type(page, PIN);
}

const by = (method, more = {}) => ({ state: { method, ...more } });

export const STATES = {
  "start with few names": {},
  "start with letters": { settings: { names: FIFTY } },
  "start without names": { settings: { names: [] } },
  "names under a letter": { settings: { names: FIFTY }, steps: (page) => page.locator("#letters button").filter({ hasText: /^M$/ }).click() },
  "search": { settings: { names: FIFTY }, steps: async (page) => { await page.locator("#letters .wide").click(); await type(page, "lop"); } },
  "search in vain": { settings: { names: FIFTY }, steps: async (page) => { await page.locator("#letters .wide").click(); await type(page, "qq"); } },
  "PIN": { settings: by("name and pin", { universal: true }), steps: async (page) => { await maria(page); await type(page, "835"); } },
  "start with photos": { settings: by("name and pin", { photos: true }) },
  "PIN with a photo to come": { settings: by("name and pin", { photos: true, universal: true }), steps: maria },
  "clocked without a photo": {
    settings: by("name and pin", { photos: true }),
    steps: async (page) => {
      await next(page, () => { window.fake.next = (person) => ({ ...window.fake.done(person), photo: false }); });
      await clock(page);
      await reaches(page, "done");
    },
  },
  "PIN of four": { settings: by("name and pin", { digits: 4 }), steps: maria },
  "Universal PIN": {
    settings: by("name and pin", { universal: true }),
    steps: async (page) => { await maria(page); await page.locator("#actions button").nth(1).click(); },
  },
  "refused": { steps: (page) => refused(page, {}) },
  "refused for the third time": { steps: (page) => refused(page, { ask_manager: true, may_note: true }) },
  "refused with every way on": {
    settings: by("name and pin", { universal: true }),
    steps: (page) => refused(page, { ask_manager: true, may_note: true }),
  },
  "PIN alone refused with every way on": {
    settings: by("pin alone", { universal: true, sign_in: true }),
    steps: async (page) => {
      await next(page, () => { window.fake.refusal = { ask_manager: true, may_note: true }; });
      await type(page, WRONG);
      await page.locator("#problem").waitFor();
    },
  },
  "badge refused with every way on": {
    settings: by("badge", { universal: true, sign_in: true }),
    steps: async (page) => {
      await next(page, () => { window.fake.refusal = { ask_manager: true, may_note: true, forgot: false }; });
      await type(page, [...badge("BCDEFGHIJKLNOPRSTUVXBCDEFGHIJK"), "Enter"]);
      await page.locator("#problem").waitFor();
    },
  },
  "a name is needed": {
    settings: { ...by("pin alone", { universal: true, sign_in: true }), names: FIFTY },
    steps: async (page) => {
      await next(page, () => { window.fake.state.careful = true; window.fake.refusal = { need_name: true }; });
      await type(page, WRONG);
      await page.locator("#letters button").first().waitFor();
      await page.locator("#problem").waitFor();
    },
  },
  "no codes": {
    settings: by("number and pin", { careful: true, universal: true, sign_in: true }),
    steps: async (page) => { await page.locator("#actions button").nth(1).click(); await reaches(page, "said"); },
  },
  "clocked in": { steps: async (page) => { await clock(page); await reaches(page, "done"); } },
  "clocked out": {
    steps: async (page) => {
      await next(page, () => { window.fake.next = (person) => window.fake.done(person, { way: "out", worked: 30_720 }); });
      await clock(page);
      await reaches(page, "done");
    },
  },
  "start with the last punch": {
    steps: async (page) => { await clock(page); await reaches(page, "done"); await page.locator("#actions button").click(); },
  },
  "undone": {
    steps: async (page) => { await clock(page); await reaches(page, "done"); await page.locator("#undo").click(); await reaches(page, "said"); },
  },
  "job after the punch": {
    steps: async (page) => {
      await next(page, (jobs) => { window.fake.next = (person) => window.fake.done(person, { jobs }); }, JOBS);
      await clock(page);
      await reaches(page, "clocked");
    },
  },
  "nine jobs, one of them required": {
    steps: async (page) => {
      const jobs = [...JOBS, { id: "j9", name: "Attic" }];
      await next(page, (jobs) => { window.fake.next = (person) => window.fake.done(person, { jobs, skippable: false, job_required: true }); }, jobs);
      await clock(page);
      await reaches(page, "clocked");
    },
  },
  "a job that is lost": {
    steps: async (page) => {
      await next(page, (jobs) => {
        window.fake.acts.job = () => ({ kind: "gone" });
        window.fake.next = (person) => window.fake.done(person, { jobs, skippable: false, job_required: true });
      }, JOBS);
      await clock(page);
      await page.locator("#jobs button").first().click();
      await reaches(page, "done");
    },
  },
  "forgotten clock-out": {
    steps: async (page) => {
      await next(page, () => {
        const since = Date.parse("2026-11-16T13:02:00Z");
        window.fake.next = ({ name }) => ({ kind: "choose", identification: "c", name, language: window.fake.state.language, question: "forgotten", since, zone: "America/Chicago", choices: ["new_shift", "out"], jobs: [] });
      });
      await clock(page);
      await reaches(page, "choose");
    },
  },
  "just clocked in": {
    steps: async (page) => {
      await next(page, () => {
        const since = Date.parse("2026-11-17T12:58:00Z");
        window.fake.next = ({ name }) => ({ kind: "choose", identification: "c", name, language: window.fake.state.language, question: "just_clocked", since, zone: "America/Chicago", choices: ["keep", "out"], jobs: [] });
      });
      await clock(page);
      await reaches(page, "choose");
    },
  },
  "out or another job": {
    steps: async (page) => {
      await next(page, (jobs) => {
        window.fake.next = ({ name }) => ({ kind: "choose", identification: "c", name, language: window.fake.state.language, question: null, since: null, zone: "America/Chicago", choices: ["out", "switch_job"], jobs });
      }, JOBS);
      await clock(page);
      await reaches(page, "choose");
    },
  },
  "another job": {
    steps: async (page) => {
      await STATES["out or another job"].steps(page);
      await page.locator("#answers button").nth(1).click();
      await reaches(page, "jobs");
    },
  },
  "forgot the PIN": { steps: async (page) => { await refused(page, {}); await page.locator("#actions button").nth(1).click(); } },
  "the office is told": {
    steps: async (page) => { await STATES["forgot the PIN"].steps(page); await page.locator("#answers button").click(); await reaches(page, "said"); },
  },
  "note": {
    steps: async (page) => { await refused(page, { ask_manager: true, may_note: true }); await page.locator("#actions button").nth(1).click(); },
  },
  "note without a name": {
    settings: by("pin alone"),
    steps: async (page) => {
      await next(page, () => { window.fake.refusal = { ask_manager: true, may_note: true, forgot: false }; });
      await type(page, WRONG);
      await page.locator("#actions button").first().click();
      await reaches(page, "note");
      await page.locator("#note .big").click();
    },
  },
  "forgot the PIN behind a number": {
    settings: by("number and pin"),
    steps: async (page) => {
      await type(page, [..."1042", "Enter", ...WRONG]);
      await page.locator("#problem").waitFor();
      await page.locator("#actions button").nth(1).click();
      await reaches(page, "forgot");
    },
  },
  "employee number with every way on": { settings: by("number and pin", { universal: true, sign_in: true }), steps: (page) => type(page, "1042") },
  "employee number": { settings: by("number and pin", { universal: true }), steps: (page) => type(page, "1042") },
  "PIN behind a number": { settings: by("number and pin"), steps: async (page) => { await type(page, "1042"); await page.keyboard.press("Enter"); } },
  "PIN alone": { settings: by("pin alone", { digits: 8, sign_in: true }), steps: (page) => type(page, "104") },
  "PIN alone with every way on": { settings: by("pin alone", { universal: true, sign_in: true }) },
  "PIN alone with the last punch": {
    settings: by("pin alone", { universal: true }),
    steps: async (page) => { await type(page, PIN); await reaches(page, "done"); await page.locator("#actions button").click(); },
  },
  "badge": { settings: by("badge", { sign_in: true }) },
  "badge that could not be read": { settings: by("badge"), steps: (page) => type(page, [..."BCDEFGHIJKLNOPRSTUV", "Enter"]) },
  "camera that may not be used": {
    settings: by("badge"),
    before: () => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError")); },
    steps: async (page) => { await page.locator("#look").click(); await page.locator("#look").waitFor({ state: "hidden" }); },
  },
  "PIN instead of a badge": { settings: by("badge", { universal: true }), steps: (page) => page.locator("#actions button").first().click() },
  "PIN behind a badge": {
    settings: by("badge and pin"),
    steps: async (page) => {
      const scan = badge("BCDEFGHIJKLNOPRSTUVXBCDEFGHIJK");
      await next(page, (scan) => {
        window.fake.badges[scan] = "Maria Lopez";
        window.fake.next = () => ({ kind: "pin", identification: "b", digits: 6 });
      }, scan);
      await type(page, [...scan, "Enter"]);
      await reaches(page, "pin");
    },
  },
  "no authentication": { settings: by("badge", { authentication: false }) },
  "manager's code": { steps: (page) => page.locator("#actions button").first().click() },
  "manager": {
    steps: async (page) => { await STATES["manager's code"].steps(page); await type(page, [..."52903", "Enter"]); await reaches(page, "manager"); },
  },
  "clock whom": {
    settings: { names: FIFTY },
    steps: async (page) => { await STATES.manager.steps(page); await page.locator("#answers button").first().click(); await reaches(page, "who"); },
  },
  "signing in": { settings: { state: { supervisors: false, sign_in: true } }, steps: (page) => page.locator("#actions button").first().click() },
  "are you still there": {
    steps: async (page) => {
      await maria(page);
      await page.evaluate(() => { document.getElementById("still").hidden = false; document.getElementById("still-text").textContent = "Are you still there? The start screen comes back in 20 seconds."; });
    },
  },
  "no connection": {
    steps: async (page) => { await next(page, () => { window.fake.problem = "offline"; }); await clock(page); await reaches(page, "offline"); },
  },
  "no connection and nothing to ask": { steps: offline },
  "keep a punch": { steps: async (page) => { await offline(page); await page.locator("#actions button").first().click(); await reaches(page, "keep"); } },
  "who keeps a punch": { steps: (page) => keep(page, 0) },
  "nobody keeps a punch": { steps: async (page) => { await keep(page, 0); await page.locator("#keep-form .big").click(); await page.locator("#problem").waitFor(); } },
  "a PIN that is not checked": {
    steps: async (page) => { await keep(page, 0); await page.locator("#keep-who").fill("70419"); await page.keyboard.press("Enter"); await reaches(page, "keep-pin"); },
  },
  "a number that is not checked": { settings: by("number and pin"), steps: (page) => keep(page, 1) },
  "a PIN alone that is not checked": { settings: by("pin alone"), steps: (page) => keep(page, 1) },
  "a badge that is not checked": { settings: by("badge"), steps: async (page) => { await keep(page, 0); await reaches(page, "keep-badge"); } },
  "the job of a kept punch": { settings: by("name and pin", { jobs: true }), steps: async (page) => { await keepByName(page, 0); await reaches(page, "keep-job"); } },
  "kept": { steps: async (page) => { await keepByName(page, 1); await reaches(page, "said"); } },
  "kept and no connection": {
    steps: async (page) => {
      await keepByName(page, 0);
      await reaches(page, "said");
      await page.locator("#actions button").first().click();
      await page.getByText(/: 1\./).waitFor();
    },
  },
  "no room for more": {
    before: () => { window.fake.state.keeping.most = 0; },
    steps: async (page) => { await offline(page); await page.locator("#actions button").first().click(); await reaches(page, "said"); },
  },
  "not connected": { before: () => { window.fake.standing = "none"; } },
  "cleared": { before: () => { window.fake.standing = "none"; window.fake.look = { kind: "cleared" }; } },
  "a wrong code": { before: () => { window.fake.standing = "none"; }, steps: async (page) => { await type(page, "11111111"); await page.locator("#problem").waitFor(); } },
  "waiting for approval": { before: () => { window.fake.standing = "none"; }, steps: async (page) => { await type(page, "12345678"); await reaches(page, "waiting"); } },
  ...Object.fromEntries([
    ["unknown", () => { window.fake.problem = "unknown"; }],
    ["revoked", () => { window.fake.problem = "revoked"; }],
    ["signature", () => { window.fake.problem = "signature"; }],
    ["suspended", () => { window.fake.problem = "suspended"; }],
    ["deactivated", () => { window.fake.problem = "deactivated"; }],
    ["disabled", () => { window.fake.problem = "disabled"; }],
    ["insecure", () => { window.fake.problem = "insecure"; }],
    ["broken", () => { window.fake.problem = "something new"; }],
  ].map(([name, before]) => [name, { before }])),
};
