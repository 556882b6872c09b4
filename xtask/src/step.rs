//! Runs a command as a step: prints what it does and how long it took and, if it fails, how to repeat it alone.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A command that runs in the project, with its command line for messages.
pub struct Step {
    title: String,
    command: Command,
    /// The environment and arguments, as a person would type them.
    words: Vec<String>,
    /// The folder it runs in, if that is not the root of the project.
    folder: Option<String>,
}

impl Step {
    /// A step that runs `program` in the root of the project.
    pub fn new(title: impl Into<String>, program: impl AsRef<Path>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(root());
        Self { title: title.into(), command, words: vec![quoted(&program.display().to_string())], folder: None }
    }

    /// With arguments.
    pub fn args<S: AsRef<str>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        for argument in arguments {
            self.command.arg(argument.as_ref());
            self.words.push(quoted(argument.as_ref()));
        }
        self
    }

    /// With an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.command.env(name, value.as_ref());
        self.words.insert(0, format!("{name}={}", quoted(value.as_ref())));
        self
    }

    /// With several environment variables.
    pub fn envs<'a>(self, variables: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        variables.into_iter().fold(self, |step, (name, value)| step.env(name, value))
    }

    /// Without an environment variable.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// In another folder of the project.
    pub fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(root().join(folder));
        self.folder = Some(quoted(folder));
        self
    }

    /// The command as a person would type it.
    fn line(&self) -> String {
        let folder = self.folder.iter().map(|folder| format!("cd {folder} && "));
        folder.chain([self.words.join(" ")]).collect()
    }

    /// Runs the command with its output on the screen.
    pub fn run(mut self) -> Result<()> {
        println!("\n▶ {}", self.title);
        let _flushed = std::io::stdout().flush();
        let start = Instant::now();
        let status = self.command.status().with_context(|| format!("could not start `{}`", self.line()))?;
        let seconds = start.elapsed().as_secs_f64();
        if status.success() {
            println!("✓ {} ({seconds:.1} s)", self.title);
            return Ok(());
        }
        bail!("{} failed after {seconds:.1} s. Repeat it alone with:\n  {}", self.title, self.line())
    }

    /// Runs the command and returns its standard output.
    pub fn output(mut self) -> Result<String> {
        let output =
            self.command.stdin(Stdio::null()).output().with_context(|| format!("could not start `{}`", self.line()))?;
        if !output.status.success() {
            bail!("`{}` failed:\n{}", self.line(), String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// A word, quoted for a shell if necessary.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Returns true if the output goes to a terminal.
pub fn on_terminal() -> bool {
    std::io::stdout().is_terminal()
}
