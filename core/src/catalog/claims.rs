//! Claims: what no index can prove and an editor states, each with the page of the project that says so; and what a tool
//! needs beside its package.

use serde::Serialize;

use super::Link;
use super::entries::check_link;
use crate::closed_set::{ClosedSet, Row, row};
use crate::facts::{MaintenanceStatus, check_day};
use crate::json::{ANY, Fields};
use crate::platform::Platform;

/// A statement and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim<T> {
    /// What is stated.
    pub is: T,
    /// The project's own page that says so.
    pub source: Link,
}

/// What editors state of a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The day the sources were read, `YYYY-MM-DD`.
    pub checked: String,
    /// The systems and devices that code which uses the tool runs on: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runs: Option<Claim<Vec<Platform>>>,
    /// What the tool makes apps for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub makes: Option<Claim<Vec<Platform>>>,
    /// The licence, as an SPDX expression or the word "Proprietary".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Claim<String>>,
    /// The maintenance on that day, where no package tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Claim<MaintenanceStatus>>,
}

/// The kinds of things that a tool needs beside its package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum RequirementKind {
    /// A server or another service that runs.
    Service,
    /// A program or library of the system.
    Program,
    /// A model or data file to download.
    Model,
    /// A compiler, a build tool or a platform's developer kit.
    Compiler,
    /// A device.
    Hardware,
    /// An account with a provider.
    Account,
    /// An operating system.
    System,
}

impl ClosedSet for RequirementKind {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Service, "service", "Service"),
        row(Self::Program, "program", "Program"),
        row(Self::Model, "model", "Download"),
        row(Self::Compiler, "compiler", "Compiler"),
        row(Self::Hardware, "hardware", "Hardware"),
        row(Self::Account, "account", "Account"),
        row(Self::System, "system", "System"),
    ];
}

/// Something that a tool needs beside its package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// A noun phrase, such as "a Redis server".
    pub what: String,
    /// Its kind.
    pub kind: RequirementKind,
    /// The project's own page that says so.
    pub source: Link,
}

impl Claims {
    pub(super) fn read(fields: &Fields) -> Self {
        fields.only(&["checked", "runs", "makes", "licence", "status"]);
        Self {
            checked: fields.text("checked", check_day),
            runs: claim(fields, "runs", |fields| fields.several_of_the("is", "platform")),
            makes: claim(fields, "makes", |fields| fields.several_of_the("is", "platform")),
            licence: claim(fields, "licence", |fields| fields.text("is", ANY)),
            status: claim(fields, "status", |fields| fields.one_of_the("is", "status")),
        }
    }
}

fn claim<T>(fields: &Fields, field: &str, is: fn(&Fields) -> T) -> Option<Claim<T>> {
    fields.has(field).then(|| {
        let fields = fields.object(field);
        fields.only(&["is", "source"]);
        Claim { is: is(&fields), source: Link(fields.text("source", check_link)) }
    })
}

impl Requirement {
    pub(super) fn read(fields: &Fields) -> Self {
        fields.only(&["what", "kind", "source"]);
        Self {
            what: fields.text("what", ANY),
            kind: fields.one_of("kind"),
            source: Link(fields.text("source", check_link)),
        }
    }
}
