// The pages of a gateway on which nobody has been yet, from the first link on.
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const owner = await visitor(tools);
  await visit(owner, tools.given.first_link);
  await lookAt(tools, owner, "the first owner's page");
  await owner.getByLabel("Your name").fill("Olive Owner");
  await owner.getByLabel("Your email address").fill("olive@example.com");
  await owner.getByLabel("Password", { exact: true }).fill("three words and more");
  await owner.getByLabel("The same password again").fill("three words and more");
  await owner.getByRole("button", { name: "Create the owner" }).click();
  await owner.getByRole("button", { name: "Sign out" }).waitFor();
  for (const path of tools.given.paths) {
    await visit(owner, path);
    await lookAt(tools, owner, `${path} without rows`);
  }
});
