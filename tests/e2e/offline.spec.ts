// The offline copy: made on the first visit, complete or absent, and its state is told correctly.

import { dialog, searchBox, tool } from "./atlas";
import {
  bytes,
  copy,
  DATA,
  expect,
  expectEdition,
  expectOffline,
  expectReady,
  expectUnavailable,
  gate,
  kept,
  LIST,
  test,
  TODAY,
  visit,
  worker,
} from "./site";

test("a first visit ends ready, and every address works without a network", async ({ page, site }) => {
  await visit(page);
  await expectReady(page);
  await site.stop();
  await page.reload();
  await expectEdition(page, TODAY);
  await page.goto("./?category=data-science&tool=polars&unknown=1");
  await expect(dialog(page, "Polars")).toBeVisible();
  await page.goto("./index.html?q=kivy");
  await expect(tool(page, "Kivy").first()).toBeVisible();
  await expectReady(page);
});

test("while it is made, its progress is told in per cent of the bytes", async ({ page, site }) => {
  const script = gate();
  const wasm = gate();
  site.fail(/worker\.js$/, { held: script.held });
  await visit(page);
  await expectOffline(page, "preparing", "Preparing the offline copy…");
  site.fail(/\.wasm$/, { held: wasm.held });
  script.open();
  const rest = LIST.filter(([path]) => !path.endsWith(".wasm"));
  const percent = Math.floor((100 * bytes(rest)) / bytes(LIST));
  await expectOffline(page, "preparing", `Saving for offline… ${percent} %`);
  wasm.open();
  await expectOffline(page, "ready", `${(bytes(LIST) / 1e6).toFixed(1)} MB`);
});

test.describe("under a sub-path", () => {
  // The foreign caches are made on a page that the server does not have.
  test.use({ under: "/some/where/", expectErrors: { each: [/404/] } });
  test("the copy keeps to its folder, and other copies and caches stay", async ({ page, site }) => {
    await page.goto("./nothing-here.html");
    await page.evaluate(async () => {
      for (const name of ["python-atlas / 2020-01-01-aaaaaaaa", "python-atlas /some/ 2020", "someone else's"])
        await caches.open(name);
      await caches.open("python-atlas /some/where/ 2020-01-01-aaaaaaaa");
    });
    await visit(page);
    await expectReady(page);
    expect(Object.keys(await kept(page)).toSorted()).toEqual([
      "python-atlas / 2020-01-01-aaaaaaaa",
      "python-atlas /some/ 2020",
      expect.stringContaining(`python-atlas /some/where/ ${TODAY}-`),
      "someone else's",
    ]);
    await site.stop();
    await page.goto("./?tool=numpy");
    await expect(dialog(page, "NumPy")).toBeVisible();
  });
});

test("two tabs at once on a first visit make one copy, and both say so", async ({ page, context, site }) => {
  const other = await context.newPage();
  await Promise.all([visit(page), visit(other, "?q=kivy")]);
  await Promise.all([expectReady(page), expectReady(other)]);
  expect(Object.keys(await kept(page))).toHaveLength(1);
  expect(site.asked.filter((path) => path.endsWith("/")).length, "two pages, one copy").toBe(3);
});

test("back and forward keep the state, also where the browser kept the page", async ({ page, site }) => {
  await visit(page, "?q=kivy");
  await expectReady(page);
  await page.goto("about:blank");
  await page.goBack();
  await expect(searchBox(page)).toHaveValue("kivy");
  await expectReady(page);
  // The event of a browser that restores a kept page.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expectReady(page);
  await site.stop();
  await page.reload();
  await expectReady(page);
});

test.describe("without service workers", () => {
  test.use({ serviceWorkers: "block" });
  test("the page works and says why there is no copy", async ({ page }) => {
    await visit(page);
    await expectUnavailable(page, "this browser has no service workers");
  });
});

for (const [what, property, why] of [
  ["service workers forbidden", "serviceWorker", "this browser has no service workers"],
  ["an insecure address", "isSecureContext", "it needs a secure address (https)"],
] as const) {
  test(`${what}: the page works and says so`, async ({ page }) => {
    await page.addInitScript((property) => {
      const refuse = () => {
        throw new DOMException("forbidden", "SecurityError");
      };
      if (property === "serviceWorker") Object.defineProperty(Navigator.prototype, property, { get: refuse });
      else Object.defineProperty(window, property, { value: false });
    }, property);
    await visit(page);
    await expectUnavailable(page, why);
  });
}

test("a build that was not sealed says that it has no copy", async ({ page, site }) => {
  await page.route(site.url, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/<!--seal-->.*<!--\/seal-->/s, "") });
  });
  await visit(page);
  await expectUnavailable(page, "this build has none");
});

test("the line is quiet: one polite text, no second status, progress not read out", async ({ page }) => {
  await visit(page);
  await expectReady(page);
  await expect(page.getByRole("status")).toHaveCount(1);
  await expect(copy(page).locator("[aria-live=polite]").first()).toHaveText(/^Ready offline · edition .* MB$/);
  await expect(copy(page).getByRole("button")).toHaveCount(0);
});

test("where the browser can install the app, one button does it", async ({ page }) => {
  await visit(page);
  await page.evaluate(() => {
    const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
      prompt: () => (document.title = "asked"),
    });
    dispatchEvent(event);
  });
  await copy(page).getByRole("button", { name: "Install" }).click();
  await expect(page).toHaveTitle("asked");
  await expect(copy(page).getByRole("button")).toHaveCount(0);
});

test("every file the page loads is in the copy", async ({ page, context }) => {
  await visit(page);
  await expectReady(page);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  const stored = await worker(context).evaluate(async () => {
    const names = await caches.keys();
    return (await (await caches.open(names[0])).keys()).map((request) => request.url);
  });
  expect(stored).toEqual(expect.arrayContaining(loaded));
  for (const file of DATA)
    expect(
      stored.some((url) => url.endsWith(`/assets/${file}`)),
      file,
    ).toBe(true);
});
