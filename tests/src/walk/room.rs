//! A small form that has a bit of everything: a branch, an end, a list of items, a reveal, dates, a warning, a declaration.

use engine::Sources;

const SERVICE: &str = "\
service: library
name: The library
operator: The friends of the library
summary: Rooms for anyone.
phase: { tag: Trial, say: We try this out }
guidance: rooms
footer: [house-rules]
contact: Ask at the desk
zone: Europe/London
";

pub(crate) const FORM: &str = r#"form: borrow-a-room
title: Borrow a room
summary: It takes two minutes
guidance: rooms
started by: anyone
reference: ROOM
declaration: I will leave the room as I found it
when sent: { show: room-sent }

sections:
  - section: you
    title: About you
    pages:
      - page: name
        questions:
          - question: full_name
            type: text
            ask: What is your name?
            called: your name
            at most: 60 characters
      - page: who
        questions:
          - question: who
            type: choose one
            ask: Who is it for?
            called: who it is for
            options:
              me: Myself
              club: A club
              party: A party
      - page: no-parties
        title: You cannot have a party here
        show when: who is party
        stop: true
        questions:
          - text: The neighbours would not like it.
      - page: club-name
        show when: who is club
        questions:
          - question: club_name
            type: text
            ask: What is the club called?
            called: name of the club
      - page: rules
        title: What the house asks
        questions:
          - text: Leave the room as you found it.

  - section: room
    title: The room
    pages:
      - page: day
        questions:
          - question: day
            type: date
            ask: Which day?
            called: the day
            rules:
              - must be: day is on or after today
                otherwise: The day must be today or later
      - page: extras
        title: What else do you need?
        questions:
          - question: coffee
            type: yes or no
            ask: Coffee?
            called: you want coffee
          - question: cups
            type: whole number
            ask: How many cups?
            called: number of cups
            show when: coffee is yes
            rules:
              - warn when: cups is more than 50
                say: We have 50 cups. Bring the others
          - question: note
            type: long text
            ask: Anything else?
            called: note
            optional: true

  - section: guests
    title: Guests
    repeat: { each: guest, from: 1, to: 3, item title: "{{ guest_name }}" }
    pages:
      - page: who-comes
        questions:
          - question: guest_name
            type: text
            ask: Who comes?
            called: name of the guest
      - page: seat
        questions:
          - question: seat
            type: choose one
            ask: Where do they sit?
            called: seat
            options:
              front: In front
              back: At the back
"#;

const NOTE: &str = "# Rooms\n\nWe lend rooms to anyone.\n";
const SENT: &str = "# Sent\n\nWe will write to you in two days.\n";

/// The files.
pub(crate) fn sources() -> Sources {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    Sources::new([
        file("forms/service.yaml", SERVICE),
        file("forms/borrow-a-room.form.yaml", FORM),
        file("guidance/rooms.md", NOTE),
        file("guidance/room-sent.md", SENT),
        file("guidance/house-rules.md", "# House rules\n\nBe quiet.\n"),
    ])
}

/// Where the form begins.
pub(crate) const START: &str = "/forms/borrow-a-room";
