//! Loads the data: the shipped catalog, or one of a person's own, with the facts.

use web_sys::File;

use crate::browser::{fetch, file, performance, storage};
use atlas_core::atlas::{Atlas, AtlasBuilder};
use atlas_core::catalog::{self, CatalogReader};
use atlas_core::facts::Facts;
use atlas_core::json::{DataErrors, MAX_BYTES, text_of};

/// The catalog, 142 kB compressed. Thirty seconds are enough on the slowest connections in use today.
const CATALOG: fetch::File = fetch::File { path: "assets/catalog.json", seconds: 30 };
/// The facts, 8 kB compressed. They load along with the page, which works without them.
const FACTS: fetch::File = fetch::File { path: "assets/facts.json", seconds: 10 };

/// How many tools are read or indexed between two looks at the clock.
const STEP: usize = 16;

/// The key under which a catalog of one's own is kept: its name, a line break, its text.
const OWN: &str = "own-catalog";

/// Why the catalog or the facts could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// They did not arrive.
    #[error(transparent)]
    Fetch(#[from] fetch::FetchError),
    /// They are not what they should be.
    #[error(transparent)]
    Data(#[from] DataErrors),
}

/// The loaded data.
pub struct Loaded {
    /// The catalog with its indexes.
    pub atlas: Atlas,
    /// Why the facts are missing, if they are.
    pub without_facts: Option<LoadError>,
    /// The file's name, if it is a catalog of the person's own.
    pub own: Option<String>,
    /// Why a catalog that was kept on the device is not shown.
    pub lost: Option<String>,
}

/// Loads the catalog of the person's own that is kept on the device, or else the shipped one. `tell` is told the
/// percentage of the work that is done.
pub async fn load(tell: impl Fn(usize)) -> Result<Loaded, LoadError> {
    let mut lost = None;
    if let Some((name, text)) = storage::get(OWN).as_deref().and_then(|kept| kept.split_once('\n')) {
        // One that this build cannot read must not keep anybody from the shipped one.
        match read(Some(name.to_owned()), text, &tell).await {
            Ok(loaded) => return Ok(loaded),
            Err(error) => lost = Some(format!("Your catalog is not shown and no longer kept: {error}")),
        }
        forget();
    }
    let text = fetch::text(CATALOG).await?;
    Ok(Loaded { lost, ..read(None, &text, &tell).await? })
}

/// Reads a file as a catalog, and keeps it on the device if asked to. Fails with everything that is wrong with it.
pub async fn open(file: File, keep: bool, tell: impl Fn(usize)) -> Result<Loaded, Vec<String>> {
    let name = file.name();
    // Of one that is too large, no more is read than tells so.
    let text = text_of(&name, file::bytes(&file, MAX_BYTES + 1).await).map_err(|errors| lines(&errors))?;
    let loaded = read(Some(name.clone()), &text, &tell).await.map_err(|error| match error {
        LoadError::Data(errors) => lines(&errors),
        LoadError::Fetch(error) => vec![error.to_string()],
    })?;
    if keep && !storage::set(OWN, &[&name, "\n", &text].concat()) {
        return Err(vec![format!(
            "{name} is sound, but this browser has no room to keep it. Open it without keeping it."
        )]);
    }
    Ok(loaded)
}

/// Keeps no catalog on the device any more.
pub fn forget() {
    let _forbidden = storage::set(OWN, "");
}

fn lines(errors: &DataErrors) -> Vec<String> {
    let mut lines: Vec<String> = errors.list.iter().skip(1).map(ToString::to_string).collect();
    lines.insert(0, errors.to_string());
    if errors.more > 0 {
        lines.push(format!("And {} more.", errors.more));
    }
    lines
}

async fn read(own: Option<String>, text: &str, tell: &impl Fn(usize)) -> Result<Loaded, LoadError> {
    let mut pause = performance::Pauses::default();
    let mut reader = CatalogReader::new(own.as_deref().unwrap_or(catalog::FILE), text)?;
    pause.when_due().await;
    while reader.step(STEP)? {
        tell(reader.percent() / 2);
        pause.when_due().await;
    }
    let catalog = reader.finish()?;
    pause.when_due().await;
    let (facts, without_facts) = match facts().await {
        Ok(facts) => (facts, None),
        Err(error) => (Facts::default(), Some(error)),
    };
    pause.when_due().await;
    let mut builder = AtlasBuilder::new(catalog, facts);
    while performance::measured("atlas:index", || builder.step(STEP)) {
        tell(50 + builder.percent() / 2);
        pause.when_due().await;
    }
    let atlas = performance::measured("atlas:index", || builder.finish());
    pause.when_due().await;
    Ok(Loaded { atlas, without_facts, own, lost: None })
}

async fn facts() -> Result<Facts, LoadError> {
    Ok(Facts::parse(&fetch::text(FACTS).await?)?)
}
