// Browsers of three engines behind one interface, that of WebDriver: the browser's own driver runs it, and its own
// accessibility tree gives roles and names.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { Builder, By, Capabilities, Key } from "selenium-webdriver";

export { Key };

const { env, platform } = process;

/** The test browser of WebKit, which Debian keeps in a folder that is named after the machine. */
function miniBrowser() {
  const folders = readdirSync("/usr/lib").map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`);
  return folders.find((file) => existsSync(file));
}

/** What makes WebKit's test browser start where there is no screen, no graphics card and no session. */
const HEADLESS_WEBKIT = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  WEBKIT_DISABLE_COMPOSITING_MODE: "1",
  GSK_RENDERER: "cairo",
  NO_AT_BRIDGE: "1",
};

/** The engines: the command that starts a driver on a port, and what to ask of it. */
const ENGINES = {
  chromium: {
    command: (port) => [env.ATLAS_CHROMEDRIVER ?? "chromedriver", `--port=${port}`],
    wanted: {
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: env.ATLAS_CHROMIUM ?? "/usr/bin/chromium",
        args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
      },
    },
  },
  firefox: {
    command: (port) => [
      env.ATLAS_GECKODRIVER ?? "geckodriver",
      ...["--host", "127.0.0.1", "--port", `${port}`, "--websocket-port", "0"],
      ...["--binary", env.ATLAS_FIREFOX ?? "/usr/bin/firefox-esr"],
    ],
    wanted: { browserName: "firefox", "moz:firefoxOptions": { args: ["-headless"] } },
  },
  webkit: {
    command: (port) =>
      `xvfb-run -a dbus-run-session -- ${env.ATLAS_WEBKITDRIVER ?? "WebKitWebDriver"} --host=127.0.0.1 --port=${port}`.split(
        " ",
      ),
    environment: HEADLESS_WEBKIT,
    wanted: {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": {
        binary: env.ATLAS_WEBKIT ?? (platform === "linux" ? miniBrowser() : undefined),
        args: ["--automation"],
      },
    },
  },
};

/** The engines to test: all, or those that the environment names. */
export const names = env.ATLAS_ENGINES?.split(" ") ?? Object.keys(ENGINES);

/** The longest that anything here is waited for, in milliseconds. */
const PATIENCE = 20_000;

/** What may have a role, as a selector: the browser itself says what has it. WebKit calls a menu a button. */
const CANDIDATES = {
  alert: "[role=alert]",
  article: "article",
  button: "button",
  checkbox: "input[type=checkbox], [role=checkbox]",
  combobox: "select",
  dialog: "dialog[open]",
  form: "form",
  group: "fieldset",
  link: "a[href]",
  radio: "input[type=radio]",
  region: "section",
  searchbox: "input[type=search]",
  table: "table",
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a browser of this engine. */
export async function start(name) {
  const { command, environment, wanted } = ENGINES[name];
  const port = await freePort();
  const [program, ...options] = command(port);
  // A group of its own: the driver starts others, which must end with it.
  const process_ = spawn(program, options, { detached: true, stdio: "ignore", env: { ...env, ...environment } });
  let failed;
  process_.once("error", (error) => (failed = error));
  const stop = () => {
    try {
      process.kill(-process_.pid);
    } catch {
      // It has ended already, or never started.
    }
  };
  process.once("exit", stop);
  try {
    const server = `http://127.0.0.1:${port}`;
    const answers = async () => {
      if (failed) throw failed;
      return fetch(`${server}/status`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await until(`${program} answers`, answers);
    const driver = await new Builder().usingServer(server).withCapabilities(new Capabilities(wanted)).build();
    await driver.manage().window().setRect({ width: 1280, height: 900 });
    const version = (await driver.getCapabilities()).get("browserVersion");
    const quit = async () => {
      await driver.quit().catch(() => {});
      stop();
    };
    return { person: new Person(driver), version, quit };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Waits until `holds` returns something true, and returns that. Elements that go meanwhile are looked for again. */
export async function until(what, holds) {
  const end = Date.now() + PATIENCE;
  let last;
  for (;;) {
    try {
      last = await holds();
      if (last) return last;
    } catch (error) {
      if (!/stale|no such element|NoSuchElement|not interactable|no longer attached/i.test(`${error.name} ${error}`))
        throw error;
      last = error;
    }
    if (Date.now() > end) throw new Error(`not so after ${PATIENCE / 1000} s: ${what} (${last})`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const isRole = (role, said) => said === role || (role === "combobox" && said === "button");
const matches = (text, expected) => (expected instanceof RegExp ? expected.test(text) : text === expected);

/** A person at a browser: finds controls by role and name, presses keys, clicks. */
class Person {
  constructor(driver) {
    this.driver = driver;
  }

  /** Runs a function in the page. */
  run(work, ...values) {
    return this.driver.executeScript(`return (${work})(...arguments)`, ...values);
  }

  /** Opens a view of a site and waits until it can be used. */
  async visit(site, search = "") {
    await this.driver.get(site.url + search);
    await this.ready();
  }

  async ready() {
    await this.until("the app is ready", () => this.run(() => document.documentElement.dataset.app === "ready"));
  }

  /** Reloads as people do. A driver's own reload goes past the offline copy in Firefox. */
  async reload() {
    await this.run(() => {
      document.documentElement.dataset.app = "left";
      location.reload();
    });
    await this.ready();
  }

  until(what, holds) {
    return until(what, holds);
  }

  /** What has a role and a name, in the page or a part of it, in order. */
  async all(role, name, within) {
    const candidates = await this.run(
      (selector, within) => [...(within ?? document).querySelectorAll(selector)].filter((one) => one.checkVisibility()),
      CANDIDATES[role],
      within ?? null,
    );
    const found = [];
    for (const one of candidates) {
      if (matches(await one.getAccessibleName(), name) && isRole(role, await one.getAriaRole())) found.push(one);
    }
    return found;
  }

  /** The first of them, once there is one. */
  find(role, name, within) {
    return until(`there is a ${role} ${name}`, async () => (await this.all(role, name, within))[0]);
  }

  gone(role, name) {
    return until(`there is no ${role} ${name}`, async () => (await this.all(role, name)).length === 0);
  }

  /** Clicks. What moves while the page is drawn is looked for again. */
  click(role, name, within) {
    return until(`the ${role} ${name} can be clicked`, async () => {
      const [one] = await this.all(role, name, within);
      await one?.click();
      return one;
    });
  }

  async select(name, label) {
    const select = await this.find("combobox", name);
    const option = await select.findElement(By.xpath(`.//option[normalize-space()="${label}"]`));
    await option.click();
  }

  press(...keys) {
    return this.driver
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  back() {
    return this.run(() => history.back());
  }

  /** The text of an element, as soon as it is this. */
  says(selector, expected) {
    return until(`${selector} says ${expected}`, async () => {
      const text = await this.run((selector) => document.querySelector(selector)?.textContent ?? "", selector);
      return matches(text.trim(), expected) && text;
    });
  }

  status(expected) {
    return this.says("[role=status]", expected);
  }

  address(expected) {
    return until(`the address is ${expected}`, async () => {
      const search = decodeURIComponent(await this.run(() => location.search));
      return matches(search, expected) && (search || "?");
    });
  }

  /** The name of what has the focus. */
  async focused() {
    const active = await this.driver.switchTo().activeElement();
    return active.getAccessibleName();
  }

  focusIs(expected) {
    return until(`${expected} has the focus`, async () => matches(await this.focused(), expected));
  }

  /** Presses Tab until what has the focus has this name. On the way its ring can be seen. */
  async tabTo(expected) {
    const ring = () => {
      const active = document.activeElement;
      const has = (one) => one && getComputedStyle(one).outlineStyle !== "none";
      return active === document.body || has(active) || has(active.closest("article"));
    };
    const passed = [];
    while (passed.length < 150) {
      await this.press(Key.TAB);
      passed.push(await this.focused());
      if (!(await this.run(ring))) throw new Error(`nobody sees that ${passed.at(-1)} has the focus`);
      if (expected.test(passed.at(-1))) return;
    }
    throw new Error(`no ${expected} among ${passed.join(" | ")}`);
  }

  /** The ids of the tools that are shown as cards or rows. */
  shown() {
    return this.run(() => [...document.querySelectorAll("main [data-tool]")].map((one) => one.dataset.tool));
  }
}
