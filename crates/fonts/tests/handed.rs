//! Faces that a front hands over. In a process of its own: what is handed over stays.

use nianbao_fonts::{Origin, Role, Source, Why, collection, hand_over, hand_over_installed};

#[test]
fn faces_that_are_handed_over_serve_as_those_in_the_program_and_of_the_machine_do() {
    let file = |face: &str| std::fs::read(format!("{}/fandol/Fandol{face}.otf", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (song, kai) = (file("Song-Regular"), file("Kai-Regular"));
    for role in Role::ALL {
        hand_over(role, song.clone());
    }
    let own = collection(&Source::Embedded).unwrap();
    assert!(own.choices().iter().all(|choice| choice.face.data().as_ref() == song));
    assert!(
        own.choices()
            .iter()
            .all(|choice| *choice.face.origin() == Origin::Embedded)
    );

    hand_over_installed(vec![kai.clone(), b"no face".to_vec()]);
    let machine = collection(&Source::System).unwrap();
    for choice in machine.choices() {
        let is_kai = choice.role == Role::Kai;
        assert_eq!(choice.why == Why::Found, is_kai, "{choice:?}");
        assert_eq!(*choice.face.origin() == Origin::Machine, is_kai, "{choice:?}");
        let bytes = choice.face.data().as_ref();
        assert!(bytes == if is_kai { &kai } else { &song }.as_slice());
    }
}
