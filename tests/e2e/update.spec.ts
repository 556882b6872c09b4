// Across deployments: a new edition is offered, never forced; tabs agree; editions never mix.

import { type Page } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
import { dialog, searchBox } from "./atlas";
import {
  copy,
  deploy,
  evict,
  expect,
  expectEdition,
  expectReady,
  expectUnavailable,
  gate,
  hasten,
  kept,
  test,
  visit,
} from "./site";

const OLD = "2020-01-01";
const NEW = "2030-01-01";

const offer = (page: Page) => copy(page).getByText(/(newer|Another) edition is ready/);
/** Presses the button of the offer. It must not move: a button that moves while the page grows is sometimes missed. */
async function press(page: Page): Promise<void> {
  await copy(page).getByRole("button", { name: "Reload" }).click();
}

/** Expects that the kill switch has done its work. The page of its build says that there is no copy before that. */
async function expectSwitchedOff(page: Page): Promise<void> {
  const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  await expect.poll(registrations).toBe(0);
  expect(await kept(page)).toEqual({});
}

/** Counts the messages that a page sends to each worker. `sentToOld` gives the counts of those that were replaced. */
function countMessages(): void {
  const sent = new Map<ServiceWorker, number>();
  const { postMessage } = ServiceWorker.prototype;
  ServiceWorker.prototype.postMessage = function (this: ServiceWorker, ...all: [unknown]) {
    sent.set(this, (sent.get(this) ?? 0) + 1);
    postMessage.apply(this, all);
  };
  const sentToOld = () => [...sent].filter(([{ state }]) => state === "redundant").map(([, times]) => times);
  Object.assign(window, { sentToOld });
}

/** Makes a page meet its workers at the moment when the next one is installed, as on a busy machine. */
function meetLate(): void {
  const { serviceWorker } = navigator;
  const register = serviceWorker.register.bind(serviceWorker);
  serviceWorker.register = async (...all) => {
    const registration = await register(...all);
    await registration.update();
    const next = registration.installing;
    if (next) await new Promise((resolve) => next.addEventListener("statechange", resolve, { once: true }));
    return registration;
  };
}

test.setTimeout(90_000);

test("old build, new build, offline: the old one goes on until Reload is pressed, then all is new", async ({
  page,
  site,
  builds,
}) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  await visit(page, "?q=kivy");
  await expect(offer(page)).toHaveText("A newer edition is ready");
  await expectEdition(page, OLD);
  await expectReady(page, OLD);
  await page.reload();
  await expectEdition(page, OLD);
  await press(page);
  await expectEdition(page, NEW);
  await expect(searchBox(page)).toHaveValue("kivy");
  await expectReady(page, NEW);
  expect(Object.keys(await kept(page))).toEqual([expect.stringContaining(NEW)]);
  await site.stop();
  await page.reload();
  await expectEdition(page, NEW);
});

test("two tabs across an update: both are offered it, one press takes both over, once", async ({
  page,
  context,
  site,
  builds,
}) => {
  site.folder = builds(OLD);
  const other = await context.newPage();
  await visit(page);
  await visit(other, "?q=kivy");
  await Promise.all([expectReady(page, OLD), expectReady(other, OLD)]);
  await deploy(site, builds(NEW), page);
  await page.reload();
  await expect(offer(page)).toBeVisible();
  // The other tab shows the offer without any action there.
  await expect(offer(other)).toBeVisible();
  await expectEdition(other, OLD);
  let loads = 0;
  other.on("load", () => loads++);
  await press(page);
  for (const tab of [page, other]) {
    await expectEdition(tab, NEW);
    await expectReady(tab, NEW);
  }
  await expect(searchBox(other)).toHaveValue("kivy");
  expect(loads).toBe(1);
});

test("a build three editions old coming back goes to the newest in one step", async ({ page, site, builds }) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  // Each edition is offered, but only the newest is taken.
  for (const next of ["2021-01-01", "2022-01-01", NEW]) {
    await deploy(site, builds(next), page);
    await visit(page);
    await expect.poll(async () => Object.keys(await kept(page)).some((name) => name.includes(` ${next}-`))).toBe(true);
    await expect(offer(page)).toBeVisible();
    await expectEdition(page, OLD);
  }
  await press(page);
  await expectEdition(page, NEW);
  await expectReady(page, NEW);
  await expect.poll(async () => Object.keys(await kept(page))).toEqual([expect.stringContaining(` ${NEW}-`)]);
});

test("a rollback to an older build is offered as another edition, and works", async ({ page, site, builds }) => {
  site.folder = builds(NEW);
  await visit(page);
  await expectReady(page, NEW);
  await deploy(site, builds(OLD), page);
  await visit(page);
  await expect(offer(page)).toHaveText("Another edition is ready");
  await press(page);
  await expectEdition(page, OLD);
  await expectReady(page, OLD);
});

test("a rollback before the offer was taken leaves the copy in use whole", async ({ page, site, builds }) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  await visit(page);
  await expect(offer(page)).toBeVisible();
  // A rollback to the edition in use, whose download breaks off.
  await deploy(site, builds(OLD), page);
  site.fail(/\.wasm$/, { cut: true });
  const asked = site.asked.length;
  await page.reload();
  await expect.poll(() => site.asked.slice(asked).some((path) => path.endsWith(".wasm"))).toBe(true);
  await site.stop();
  await page.reload();
  await expectEdition(page, OLD);
  await expectReady(page, OLD);
});

test("a rollback before the offer was taken takes the offer back", async ({ page, site, builds }) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  await visit(page);
  await expect(offer(page)).toBeVisible();
  await deploy(site, builds(OLD), page);
  await visit(page);
  await expect(offer(page)).toBeHidden();
  await expectReady(page, OLD);
});

test("another build of the same day is offered, taken, and not offered again", async ({
  page,
  context,
  site,
  builds,
}) => {
  const edition = () => page.locator('meta[name="atlas-edition"]').getAttribute("content");
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  const first = await edition();
  await deploy(site, builds(OLD, { again: true }), page);
  await visit(page);
  await expect(offer(page)).toHaveText("Another edition is ready");
  await press(page);
  await expect.poll(edition).not.toBe(first);
  await expect(offer(page)).toBeHidden();
  await expectReady(page, OLD);
  // A page that bypasses the worker comes from the server, so the older copy is no offer for it.
  await deploy(site, builds(OLD), page);
  const session = await context.newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await expect.poll(edition).toBe(first);
  await expectReady(page, OLD);
  await expect(offer(page)).toBeHidden();
});

test("a still newer edition that arrives while one takes over is not lost", async ({ page, site, builds }) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds("2021-01-01"), page);
  await visit(page);
  await expect(offer(page)).toBeVisible();
  await deploy(site, builds(NEW), page);
  const wasm = gate();
  site.fail(/\.wasm$/, { held: wasm.held });
  const asked = site.asked.length;
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect.poll(() => site.asked.slice(asked).some((path) => path.endsWith(".wasm"))).toBe(true);
  await press(page);
  await expectEdition(page, "2021-01-01");
  wasm.open();
  await expect(offer(page)).toBeVisible();
  await press(page);
  await expectEdition(page, NEW);
  await site.stop();
  await page.reload();
  await expectEdition(page, NEW);
});

for (const years of [-10, 10]) {
  test(`with the clock ${years} years off and caches told to keep for ever, an update arrives`, async ({
    page,
    context,
    site,
    builds,
  }) => {
    await context.clock.install({ time: Date.now() + years * 365 * 86_400_000 });
    site.fail(/./, { headers: { "Cache-Control": "public, max-age=31536000, immutable" } });
    site.folder = builds(OLD);
    await visit(page);
    await expectReady(page, OLD);
    await deploy(site, builds(NEW), page);
    await visit(page);
    await press(page);
    await expectEdition(page, NEW);
    await expectReady(page, NEW);
  });
}

test("a page that stays open looks for a newer edition, hourly at most", async ({ page, context, site, builds }) => {
  await context.clock.install();
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  const checks = () => site.asked.filter((path) => path.endsWith("worker.js")).length;
  const before = checks();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await context.clock.fastForward("30:00");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  expect(checks()).toBe(before);
  await context.clock.fastForward("31:00");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(offer(page)).toBeVisible();
  await expectEdition(page, OLD);
});

test("a page loaded past its worker takes part in the update", async ({ page, context, site, builds }) => {
  site.folder = builds(OLD);
  const other = await context.newPage();
  await visit(page);
  await expectReady(page, OLD);
  await visit(other);
  await expectReady(other, OLD);
  await deploy(site, builds(NEW), page);
  // Like Shift and Reload: the page comes from the network and has no worker, while the other tab has one.
  const session = await context.newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await expectEdition(page, NEW);
  await expect(offer(page)).toHaveText("A newer edition is ready");
  const loaded = page.waitForEvent("load", { timeout: 40_000 });
  await press(page);
  await loaded;
  for (const tab of [page, other]) {
    await expectEdition(tab, NEW);
    await expectReady(tab, NEW);
    await expect(offer(tab)).toBeHidden();
  }
});

test("a page that comes while its edition takes over does not delay that", async ({ page, context, site, builds }) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  await page.addInitScript(meetLate);
  // No page has the old worker any more.
  const session = await context.newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await expectEdition(page, NEW);
  await expectReady(page, NEW);
  await expect(offer(page)).toBeHidden();
});

test("the kill switch: copies and worker go, tabs reload once, and the next build works again", async ({
  page,
  context,
  site,
  builds,
}) => {
  site.folder = builds(OLD);
  const other = await context.newPage();
  await visit(page, "?q=kivy");
  await expectReady(page, OLD);
  await visit(other);
  await expectReady(other, OLD);
  await deploy(site, builds(NEW, { offline: false }), page);
  let loads = 0;
  other.on("load", () => loads++);
  await page.reload();
  for (const tab of [page, other]) {
    await expectEdition(tab, NEW);
    await expectUnavailable(tab, "switched off in this build");
  }
  await expect(searchBox(page)).toHaveValue("kivy");
  expect(loads).toBe(1);
  await expectSwitchedOff(page);
  await deploy(site, builds(OLD), page);
  await visit(page);
  await expectReady(page, OLD);
});

test("the kill switch leaves other pages of the host alone", async ({ page, context, site, builds }) => {
  const heard = "navigator.serviceWorker.onmessage = () => (document.title = 'Heard')";
  const body = `<link rel="icon" href="data:,"><title>Form</title><label>Text <textarea></textarea></label><script>${heard}</script>`;
  site.fail(/other\/form\.html$/, { status: 200, type: "text/html", body });
  site.folder = builds(OLD);
  const forms = [await context.newPage(), await context.newPage()];
  const open = async (form: Page) => {
    await form.goto("./other/form.html");
    await form.getByRole("textbox").fill("an hour of work");
  };
  await open(forms[0]);
  await visit(page);
  await expectReady(page, OLD);
  // This one has our worker from the beginning, because its address is below ours.
  await open(forms[1]);
  await deploy(site, builds(NEW, { offline: false }), page);
  await page.reload();
  await expectEdition(page, NEW);
  await expectUnavailable(page, "switched off in this build");
  await expectSwitchedOff(page);
  await deploy(site, builds(OLD), page);
  await page.addInitScript(countMessages);
  await visit(page);
  await expectReady(page, OLD);
  // The form keeps the kill switch in use until its successor takes over. A message in between would delay that.
  expect(await page.evaluate(() => (window as unknown as { sentToOld: () => number[] }).sentToOld())).toEqual([1]);
  for (const form of forms) {
    await expect(form.getByRole("textbox")).toHaveValue("an hour of work");
    await expect(form).toHaveTitle("Form");
  }
});

test("the kill switch tells a page without a worker why the copy is gone", async ({ page, context, site, builds }) => {
  site.folder = builds(OLD);
  const other = await context.newPage();
  await visit(page);
  await expectReady(page, OLD);
  await visit(other);
  await deploy(site, builds(NEW), page);
  const session = await context.newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await expectEdition(page, NEW);
  await expect(offer(page)).toBeVisible();
  await deploy(site, builds("2031-01-01", { offline: false }), page);
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expectEdition(other, "2031-01-01");
  await expectUnavailable(page, "switched off in this build");
  await expectEdition(page, NEW);
  await expect.poll(() => kept(page)).toEqual({});
});

test("a tab that is still loading when another edition takes over loads that one", async ({
  page,
  context,
  site,
  builds,
}) => {
  site.folder = builds(OLD);
  await visit(page);
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  await visit(page);
  await expect(offer(page)).toBeVisible();
  const other = await context.newPage();
  // The first load gets no files.
  await other.addInitScript(() => {
    if (!sessionStorage.getItem("loads")) window.fetch = () => new Promise(() => {});
    sessionStorage.setItem("loads", "1");
  });
  await other.goto("./");
  await expect(other.locator("html")).toHaveAttribute("data-app", "loading");
  await press(page);
  await expectEdition(page, NEW);
  await expectEdition(other, NEW);
});

test.describe("the copy in use is being repaired, and the server stalls", () => {
  // The page asks for its icon as well.
  test.use({ expectErrors: { each: [], perhaps: [/Failed to load resource/] } });
  const ICON = /icons\/icon\.svg$/;
  const stalled = test.extend<{ open: () => void }>({
    open: async ({ page, site, builds }, use) => {
      site.folder = builds(OLD);
      await visit(page);
      await expectReady(page, OLD);
      await deploy(site, builds(NEW), page);
      await visit(page);
      await expect(offer(page)).toBeVisible();
      await evict(page, "icon.svg");
      const { held, open } = gate();
      site.fail(ICON, { held });
      await use(open);
    },
  });
  const repairs = async (page: Page, site: { asked: string[] }) => {
    const asked = site.asked.length;
    await page.reload();
    await expect.poll(() => site.asked.slice(asked).some((path) => ICON.test(path))).toBe(true);
    await expect(offer(page)).toBeVisible();
  };

  stalled("the repair ends, and the other edition takes over", async ({ page, context, site, open }) => {
    await context.serviceWorkers()[0].evaluate(hasten);
    await repairs(page, site);
    await press(page);
    await expectEdition(page, NEW);
    open();
    await expectReady(page, NEW);
  });

  stalled("after half a minute the page says so, and Reload works again", async ({ page, site, open }) => {
    await page.addInitScript(hasten);
    await repairs(page, site);
    for (const _ of [1, 2]) {
      await press(page);
      await expect(copy(page)).toContainText("takes over…");
      await expect(copy(page)).toContainText("could not take over yet: the one in use is busy");
    }
    // Both wishes are still known.
    open();
    await expectEdition(page, NEW);
  });
});

test("an offer can be taken while a dialog or the filters are open", async ({ page, site, builds }) => {
  site.folder = builds(OLD);
  await visit(page, "?tool=numpy");
  await expectReady(page, OLD);
  await deploy(site, builds(NEW), page);
  await visit(page, "?tool=numpy");
  const open = dialog(page, "NumPy");
  await expect(open.getByText("A newer edition is ready")).toBeInViewport();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await open.getByRole("button", { name: "Close" }).click();
  await expect(offer(page)).toBeInViewport();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: /^Filters/ }).click();
  const filters = page.getByRole("complementary", { name: "Filters" });
  await expect(filters.getByText("A newer edition is ready")).toBeInViewport();
  await filters.getByRole("button", { name: /^Show \d+ tools$/ }).click();
  await expect(offer(page)).toBeInViewport();
  await page.getByRole("link", { name: "Polars", exact: true }).first().click();
  const reload = dialog(page, "Polars").getByRole("button", { name: "Reload" });
  await reload.focus();
  await page.keyboard.press("Enter");
  await expectEdition(page, NEW);
  await expect(dialog(page, "Polars")).toBeVisible();
});

test("the copy made on a first visit is of the page's edition, or the page offers the other", async ({
  page,
  site,
  builds,
}) => {
  site.folder = builds(OLD);
  const opened = page.waitForResponse((response) => response.url().endsWith("catalog.json"));
  // A deployment happens after the page has loaded and before its worker does.
  await page.addInitScript(() => {
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    navigator.serviceWorker.register = async (...all) => {
      await new Promise((resolve) => addEventListener("deployed", resolve, { once: true }));
      return register(...all);
    };
  });
  await visit(page);
  await opened;
  await expectEdition(page, OLD);
  await deploy(site, builds(NEW), page);
  await page.evaluate(() => dispatchEvent(new Event("deployed")));
  await expect(offer(page)).toHaveText("A newer edition is ready");
  await expectReady(page, NEW);
  await expectEdition(page, OLD);
});
