//! Everything a contributor runs: `cargo xtask serve`, `test`, `build`. Each sets up what it needs and says what it does.

mod build;
mod check;
mod dependencies;
mod package;
mod serve;
mod setup;
mod single_file;
mod size;
mod step;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--open]   set up, build and serve on http://127.0.0.1:8080; rebuilds when a file changes
  build                       set up, and build the release bundle into dist/
  package                     build, and write the site with compressed files beside its texts into dist-packed/
  single-file                 build, and write the whole app as one page into dist-single/
  test                        set up, and run every check
  check-data                  check the catalog alone: seconds, not minutes
  schema                      write assets/catalog.schema.json from the Rust types";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", options @ ..] => serve::Options::parse(options).and_then(|options| serve::run(&options)),
        ["build"] => build::run(),
        ["package"] => build::run().and_then(|()| package::write()),
        ["single-file"] => build::run().and_then(|()| single_file::write()),
        ["test"] => check::run(),
        ["check-data"] => check::data(),
        ["schema"] => check::schema(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("xtask does not know `{}`.\n\n{USAGE}", words.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
