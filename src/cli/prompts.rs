//! `phoneclock prompts`: what there is to record, and what is recorded.

use std::{collections::BTreeSet, path::PathBuf};

use clap::{Args, Subcommand};
use phoneclock::{
    app::clips,
    config::{path, present_path},
    dialog::script::Script,
    domain::language::Language,
};
use serde::Serialize;

use super::{output, workspace::language};

/// What is asked about recorded prompts.
#[derive(Debug, Subcommand)]
pub enum PromptsCommand {
    /// List everything that callers can hear, clip by clip: the checklist for whoever records it
    List(ListArgs),
}

/// One line for each clip: its file below the folder of clips, what to read, and whether it is there, with tabs between
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  phoneclock prompts list --language pt                          what there is to read
  phoneclock prompts list --language pt --clips prompts --lacking    what is still to be read

A sentence is played from clips only when all of its pieces are there; otherwise the provider's voice speaks it. Names of
jobs, people and places are not listed: each may be recorded as name-<the name>.wav, such as en/name-elm-street-12.wav.")]
pub struct ListArgs {
    /// Language of the clips
    #[arg(long, value_name = "CODE", value_parser = language())]
    language: Language,
    /// Folder of the clips, to see which are there
    #[arg(long, env = "PHONECLOCK_CLIPS", value_name = "DIR", value_parser = path())]
    clips: Option<PathBuf>,
    /// Only those that are not there
    #[arg(long)]
    lacking: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// A clip as it is listed.
#[derive(Debug, Serialize)]
struct ClipView {
    file: String,
    words: String,
    recorded: bool,
}

/// Does it.
pub fn run(command: PromptsCommand) -> anyhow::Result<()> {
    let PromptsCommand::List(ListArgs { language, clips, lacking, json }) = command;
    let there: BTreeSet<String> = match present_path(clips) {
        Some(folder) => clips::read(&folder)?.played.into_iter().map(|(path, _)| path).collect(),
        None => BTreeSet::new(),
    };
    let clips = Script::embedded()?.checklist(language)?.into_iter();
    let views = clips.map(|clip| ClipView { recorded: there.contains(&clip.path), file: clip.path, words: clip.words });
    let views: Vec<_> = views.filter(|view| !(lacking && view.recorded)).collect();
    let line = |view: &ClipView| {
        let state = if view.recorded { "recorded" } else { "lacking" };
        format!("{}\t{}\t{state}", view.file, view.words)
    };
    output::print(json, &views, views.iter().map(line).collect::<Vec<_>>().join("\n"))
}
