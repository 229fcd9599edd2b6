// Every page of the program as its visitors see it.
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { signIn, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const visitors = { nobody: await visitor(tools) };
  for (const [role, user] of Object.entries(tools.given.users)) {
    visitors[role] = await visitor(tools);
    await signIn(visitors[role], user);
  }
  for (const { as, path, status, rule } of tools.given.pages) {
    await visit(visitors[as], path, status);
    await lookAt(tools, visitors[as], rule === path ? path : `${rule} (${path})`);
    await tools.ask({ rule, path, as, status });
  }
});
