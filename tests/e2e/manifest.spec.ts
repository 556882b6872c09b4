// The web app manifest, and every file and view that it names.

import { catalog, expect, open, test } from "./atlas";

type Picture = { src: string; sizes: string; type: string; purpose?: string; form_factor?: string };
type Shortcut = { name: string; url: string };
type Start = { id?: string; start_url: string; scope: string };
type Manifest = Start & { icons: Picture[]; screenshots: Picture[]; shortcuts: Shortcut[] };

test("the manifest is valid, and what it names is there", async ({ page, request }) => {
  await open(page);
  const address = await page.locator("link[rel=manifest]").evaluate((link) => (link as HTMLLinkElement).href);
  const manifest: Manifest = await (await request.get(address)).json();

  // The manifest as the browser parsed it.
  const devtools = await page.context().newCDPSession(page);
  const read = await devtools.send("Page.getAppManifest");
  expect([read.url, read.errors]).toEqual([address, []]);
  // A test runs in a private window, which is the only reason why the app cannot be installed.
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito")).toEqual([]);

  // The id is the relative start address, so that copies at several paths of a host are separate apps.
  expect([manifest.start_url, manifest.scope, manifest.id]).toEqual(["./", "./", undefined]);
  expect(new URL("./", address).href).toBe(new URL("./", page.url()).href);

  const pictures = [...manifest.icons, ...manifest.screenshots];
  const sizes = await page.evaluate(
    async (sources) => {
      const load = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      };
      return Promise.all(sources.map(load));
    },
    pictures.map((picture) => new URL(picture.src, address).href),
  );
  for (const [index, picture] of pictures.entries()) {
    if (picture.sizes !== "any") expect(sizes[index], picture.src).toBe(picture.sizes);
  }
  const icons = manifest.icons.map((icon) => `${icon.sizes} ${icon.purpose ?? "any"}`);
  expect(icons).toEqual(expect.arrayContaining(["any any", "192x192 any", "512x512 any", "512x512 maskable"]));
  expect(manifest.screenshots.map((picture) => picture.form_factor).sort()).toEqual(["narrow", "wide"]);

  for (const shortcut of manifest.shortcuts) {
    const { searchParams } = new URL(shortcut.url, address);
    const category = catalog().categories.find((one) => one.id === searchParams.get("category"));
    expect([...searchParams.keys(), category?.name], shortcut.url).toEqual(["category", shortcut.name]);
  }
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
});
