// A gateway in the page, for tests of the screen alone: people who are made up, and answers as the real one gives them.
// It is run in the page before its own scripts, with the settings of a test.

export function fakeGateway(settings) {
  const names = settings.names ?? ["Ana Torres", "Ben Ode", "Eva Lindqvist", "Maria Lopez", "Sam Whitfield", "Zoë Ångström"];
  const people = names.map((name, nth) => ({ id: `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`, name }));
  const language = settings.language ?? "en";
  const at = Date.parse("2026-11-17T12:59:00Z");
  const zone = "America/Chicago";
  let identifications = 0;

  const fake = {
    calls: [],
    glances: [],
    /** Its time stands still: whatever it answers is of this very moment. */
    ahead: () => Date.now() - at,
    slow: 0,
    problem: null,
    standing: "approved",
    look: { kind: "none" },
    decision: { kind: "approved" },
    connect: (code) => (code === "12345678" ? { kind: "waiting", number: "47", ends: at + 900_000 } : { kind: "wrong" }),
    glance: () => ({ kind: "nothing" }),
    pin: "835291",
    badges: {},
    people,
    /** What the next identification leads to, in the place of clocking in. */
    next: null,
    state: {
      kind: "state", workspace: "Lopez Roofing", kiosk: { id: "k", name: "Elm Street gate", zone }, device: { name: "Tablet" },
      language: "en", languages: ["en", "es"], method: "name and pin", digits: 6, fallback_digits: 6, authentication: true,
      universal: false, supervisors: true, sign_in: false, phone: "+15555550111", clock_id_hint: null, jobs: false, careful: false,
      keeping: {
        device: "00000000-0000-4000-8000-00000000000d", key: "0011223344556677", bytes: 1024, most: 200, longest: 604_800_000,
        public: "BMM5DArCHxJGMJZUgaJRdmtzOJiFl-FTTLo1nh30d_KVSYXK2AZxAOR7FCSmTqBA7EXc_T3ucl5aE_EBqp1v0SU",
      },
    },
  };
  Object.assign(fake.state, settings.state);

  const done = (person, more = {}) => ({
    kind: "done", identification: `i${(identifications += 1)}`, name: person.name, language, way: "in", at, zone,
    worked: null, undo_secs: 10, jobs: [], job_required: false, skippable: true, ...more,
  });
  const refused = (more = {}) => ({ kind: "refused", ask_manager: false, may_note: false, need_name: false, forgot: true, ...more });

  fake.done = done;
  fake.refused = refused;
  fake.acts = {
    state: () => fake.state,
    people: ({ search }) => {
      const words = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(" ");
      const found = people.filter(({ name }) => words(search).every((typed) => words(name).some((word) => word.startsWith(typed))));
      return { kind: "people", people: found.slice(0, 60), more: found.length > 60 };
    },
    identify: (asked) => {
      const byBadge = people.find(({ name }) => fake.badges[asked.badge] === name);
      const person = byBadge ?? people.find(({ id }) => id === asked.employee) ?? people[3];
      const right = asked.badge ? Boolean(byBadge) : asked.by === "name" && !fake.state.authentication ? true : asked.pin === fake.pin;
      if (!right) return refused(fake.refusal);
      return fake.next ? fake.next(person, asked) : done(person);
    },
    punch: () => done(people[3], { way: "out", worked: 30_720 }),
    job: ({ job }) => ({ kind: "job", name: job ? `Job ${job}` : null }),
    undo: () => ({ kind: "undone" }),
    leave: () => ({ kind: "left" }),
    forgot: (who) => ({ kind: Object.keys(who).length === 1 && (who.employee || who.number || who.identification) ? "told" : "malformed" }),
    note: () => ({ kind: "noted" }),
    supervisor: ({ pin }) => (pin === "52903" ? { kind: "supervisor", identification: "s1", name: "Ana Ruiz", locked: [people[1]], in: [people[3]] } : refused()),
    unlock: () => ({ kind: "unlocked" }),
    clock_other: ({ employee }) => done(people.find(({ id }) => id === employee)),
    sign_in: () => refused(),
  };
  window.fake = fake;
}
