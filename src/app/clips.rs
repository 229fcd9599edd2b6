//! The folder of recorded prompts: which of its files are played, which are not, and what to do about those that cannot be.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::Context;
use bytes::Bytes;

use crate::{
    audio::{FileFormat, Packing, WavError, wav},
    dialog::script::{Script, is_clip_of_a_name},
};

/// What is in the folder.
#[derive(Debug, Default)]
pub struct Clips {
    /// Paths below the folder, and the content of the files.
    pub played: Vec<(String, Bytes)>,
    /// Files that no prompt plays, each with what to call it where that can be told.
    pub unused: Vec<String>,
}

/// Files that are named in one line, at most.
const NAMED: usize = 8;

impl Clips {
    /// Which files are never played, in one sentence; nothing where all are.
    #[must_use]
    pub fn unused_sentence(&self) -> Option<String> {
        let shown: Vec<_> = self.unused.iter().take(NAMED).map(String::as_str).collect();
        let more = match self.unused.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = format!("{}{more}", shown.join(", "));
        let rule = "a clip is named as in en/greeting.wav, letter by letter, and `phoneclock prompts list` shows every \
                    name";
        (!shown.is_empty()).then(|| format!("PHONECLOCK_CLIPS has files that are never played: {named}; {rule}"))
    }
}

/// Reads the clips in a folder.
///
/// # Errors
/// When the folder cannot be read, or a clip in it cannot be played; in words that say what to do.
pub fn read(folder: &Path) -> anyhow::Result<Clips> {
    anyhow::ensure!(folder.is_dir(), "PHONECLOCK_CLIPS: {} is not a folder", folder.display());
    let known = Script::embedded()?.clip_paths();
    let mut below: Vec<_> = files_below(folder, DEPTH)
        .into_iter()
        .filter_map(|file| Some(file.strip_prefix(folder).ok()?.to_string_lossy().into_owned()))
        .collect();
    below.sort();
    let of_names = below.iter().filter(|path| is_clip_of_a_name(path));
    let mut clips = Clips::default();
    for path in known.iter().chain(of_names) {
        let file = folder.join(path);
        if !file.exists() {
            continue;
        }
        let bytes =
            std::fs::read(&file).with_context(|| format!("PHONECLOCK_CLIPS: {} cannot be read", file.display()))?;
        wav::check_playable(&bytes).map_err(|reason| {
            let cure = cure(reason, &file).map_or_else(String::new, |cure| format!("; {cure}"));
            anyhow::anyhow!("PHONECLOCK_CLIPS: {}: {reason}{cure}", file.display())
        })?;
        clips.played.push((path.clone(), Bytes::from(bytes)));
    }
    for path in &below {
        if !known.contains(path) && !is_clip_of_a_name(path) {
            let meant = meant(path, &known).map_or_else(String::new, |meant| format!(" (perhaps {meant})"));
            clips.unused.push(format!("{path}{meant}"));
        }
    }
    Ok(clips)
}

/// Folders within folders that are looked through: clips may have been put one too deep by mistake.
const DEPTH: usize = 3;

/// Every file below a folder but hidden ones, which desktops leave everywhere.
fn files_below(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let shown = entries.flatten().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let below = shown.flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() && depth > 0 => files_below(&entry.path(), depth - 1),
        Ok(kind) if kind.is_dir() => Vec::new(),
        Ok(_) | Err(_) => vec![entry.path()],
    });
    below.collect()
}

/// The clip that a file was most likely to be: the same but for its letters' case or its ending, or one letter more or less.
fn meant<'a>(path: &str, known: &'a BTreeSet<String>) -> Option<&'a str> {
    let small = path.to_lowercase().replace(['_', ' '], "-");
    let stem = small.rsplit_once('.').map_or(small.as_str(), |(stem, _)| stem);
    let stems = || known.iter().filter_map(|clip| Some((clip.as_str(), clip.strip_suffix(".wav")?)));
    let near = |clip: &str| (stem.starts_with(clip) || clip.starts_with(stem)) && stem.len().abs_diff(clip.len()) <= 2;
    stems().find(|(_, clip)| *clip == stem).or_else(|| stems().find(|(_, clip)| near(clip))).map(|(clip, _)| clip)
}

/// The command that makes a usable clip of a file, where there is one.
fn cure(reason: WavError, file: &Path) -> Option<String> {
    let quoted = |path: &Path| format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
    let (from, to) = (quoted(file), quoted(&file.with_extension("new.wav")));
    let sox = |kind: &str| format!("make one with `sox {kind}{from} -e signed -b 16 -r 8000 -c 1 {to}`");
    let ffmpeg = || format!("make one with `ffmpeg -i {from} -ar 8000 -ac 1 -c:a pcm_s16le {to}`");
    match reason {
        WavError::Packed(Packing::Mp3 | Packing::Other(_)) => Some(ffmpeg()),
        WavError::Packed(Packing::Adpcm | Packing::ALaw | Packing::MuLaw | Packing::Gsm)
        | WavError::Channels(3..)
        | WavError::SampleRate(1..)
        | WavError::SampleSize(33..) => Some(sox("")),
        WavError::NotWav(FileFormat::Mp3) => Some(sox("-t mp3 ")),
        WavError::NotWav(FileFormat::Ogg) => Some(sox("-t ogg ")),
        WavError::NotWav(FileFormat::Flac) => Some(sox("-t flac ")),
        WavError::NotWav(FileFormat::Aac | FileFormat::Mp4 | FileFormat::Amr) => Some(ffmpeg()),
        WavError::NotWav(
            FileFormat::OtherRiff
            | FileFormat::Html
            | FileFormat::Xml
            | FileFormat::Json
            | FileFormat::Text
            | FileFormat::Unknown,
        )
        | WavError::Empty
        | WavError::CutOff
        | WavError::Damaged(_)
        | WavError::Channels(_)
        | WavError::SampleRate(_)
        | WavError::SampleSize(_)
        | WavError::NoSamples
        | WavError::TooLong
        | WavError::TooBig => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::Speech;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn packed(tag: u16) -> Vec<u8> {
        let mut file = Speech::from_samples(vec![0; 400]).to_wav();
        file[20..22].copy_from_slice(&tag.to_le_bytes());
        file[32..36].copy_from_slice(&[1, 0, 8, 0]);
        file
    }

    #[test]
    fn clips_as_a_provider_plays_them_are_taken_mu_law_too() {
        let plain = Speech::from_samples(vec![0; 400]).to_wav();
        let folder = folder(&[
            ("en/greeting.wav", &plain),
            ("es/ask-id.wav", &packed(7)),
            ("pt/as-sete.wav", &plain),
            ("pt/name-elm-street-12.wav", &plain),
        ]);
        let clips = read(folder.path()).unwrap();
        let played: Vec<_> = clips.played.iter().map(|(path, _)| path.as_str()).collect();
        let all = vec!["en/greeting.wav", "es/ask-id.wav", "pt/as-sete.wav", "pt/name-elm-street-12.wav"];
        assert_eq!((played, clips.unused_sentence()), (all, None));
        assert_eq!(clips.played[1].1, packed(7), "as it is");
    }

    #[test]
    fn what_no_provider_plays_is_refused_with_the_command_that_converts_it() {
        let mut fast = Speech::from_samples(vec![0; 400]).to_wav();
        fast[24..28].copy_from_slice(&192_000_u32.to_le_bytes());
        for (bytes, words) in [
            (packed(6), "packed as A-law; only plain sound (PCM) can be used; make one with `sox '"),
            (packed(0x11), "packed as ADPCM"),
            (packed(0x31), "-e signed -b 16 -r 8000 -c 1 '"),
            (packed(0x55), "`ffmpeg -i '"),
            (b"ID3\x04 music".to_vec(), "`sox -t mp3 '"),
            (fast, "192000 samples a second"),
        ] {
            let folder = folder(&[("en/greeting.wav", &bytes)]);
            let said = read(folder.path()).unwrap_err().to_string();
            assert!(said.starts_with("PHONECLOCK_CLIPS: ") && said.contains("en/greeting.wav"), "{said}");
            assert!(said.contains(words) && said.contains("make one with `"), "{said}");
        }
        let empty_mu_law = folder(&[("en/greeting.wav", &packed(7)[..44])]);
        assert!(read(empty_mu_law.path()).is_err());
    }

    #[test]
    fn files_that_are_never_played_are_named_with_what_they_were_to_be() {
        let plain = Speech::from_samples(vec![0; 400]).to_wav();
        let folder = folder(&[
            ("en/greetings.wav", &plain),
            ("en/Greeting.wav", &plain),
            ("en/greeting.mp3", b"ID3"),
            ("en/clocked-in.wav", &plain),
            ("fr/name-elm-street.wav", &plain),
            ("EN/ask_id.wav", &plain),
            ("greeting.wav", &plain),
            ("en/.DS_Store", b""),
        ]);
        let clips = read(folder.path()).unwrap();
        assert!(clips.played.is_empty());
        let said = clips.unused_sentence().unwrap();
        for words in [
            "en/greetings.wav (perhaps en/greeting.wav)",
            "en/Greeting.wav (perhaps en/greeting.wav)",
            "en/greeting.mp3 (perhaps en/greeting.wav)",
            "EN/ask_id.wav (perhaps en/ask-id.wav)",
            "en/clocked-in.wav",
            "fr/name-elm-street.wav",
            ", greeting.wav",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains("DS_Store"), "{said}");
    }

    #[test]
    fn of_many_files_a_few_are_named() {
        let clips = Clips { unused: (0..20).map(|n| format!("{n}.txt")).collect(), ..Clips::default() };
        assert!(clips.unused_sentence().unwrap().contains("7.txt and 12 more;"));
    }
}
