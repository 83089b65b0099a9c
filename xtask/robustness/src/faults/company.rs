//! A batch that is not alone: another one writes into its folder, or someone reads there.

use std::fs;
use std::io::{Read, Seek};
use std::process::Stdio;

use nianbao_testing::faults::{Arena, Done, Random, documents, ended, says};

use super::ground::Seen::{self, Passed};
use super::ground::{Ground, SEED, TEXT};

pub(super) fn two_at_once(ground: &Ground) -> Done<Seen> {
    let mut arena = ground.arena("two", 12, TEXT)?;
    let other = |arena: &Arena| {
        let mut command = arena.command(&[]);
        command.env("SOURCE_DATE_EPOCH", "1600000000");
        command
    };
    let status = other(&arena)
        .stdout(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    // From here on what the other run makes is called old.
    arena.old = documents(&arena.out)?;
    if !status.success() || arena.old == arena.new {
        return Err(format!("the other run: {status}, and its documents must differ"));
    }
    let mut random = Random(SEED);
    let (mut mixed, longest) = (0, arena.took / 4);
    for number in 0..20 {
        arena.reset()?;
        let mut commands = [arena.command(&[]), other(&arena)];
        commands.rotate_left(number % 2);
        let mut runs = Vec::new();
        for command in &mut commands {
            let run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
            runs.push(run.map_err(|error| error.to_string())?);
            std::thread::sleep(random.up_to(longest));
        }
        for mut run in runs {
            let status = run.wait().map_err(|error| error.to_string())?;
            if !status.success() {
                return Err(format!("a run ended with {status}"));
            }
        }
        let look = arena.look()?;
        if look.leftovers > 0 {
            return Err(format!("{look:?}"));
        }
        let same = arena
            .new
            .iter()
            .filter(|(path, bytes)| arena.old.get(*path) == Some(bytes))
            .count();
        mixed += usize::from(look.old > 0 && look.new > same);
        arena.complete()?;
    }
    Ok(Passed(format!(
        "both ended with exit code 0 each time, no temporary files; {mixed} times documents of both lay side by side"
    )))
}

pub(super) fn open_elsewhere(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("open", 6, TEXT)?;
    let (name, old) = arena.old.first_key_value().ok_or("there are no documents")?;
    let path = arena.out.join(name);
    let mut reader = fs::File::open(&path).map_err(says(&path))?;
    let mut half = vec![0; old.len() / 2];
    reader.read_exact(&mut half).map_err(says(&path))?;
    ended(&arena.run(&[])?, 0)?;
    let mut all = Vec::new();
    reader
        .rewind()
        .and_then(|()| reader.read_to_end(&mut all))
        .map_err(says(&path))?;
    if all != *old {
        return Err("the reader sees something else than the old document".into());
    }
    arena.complete()?;
    Ok(Passed(
        "the reader goes on in the old document, whole; the new one is in its place".into(),
    ))
}
