//! Tells whatever started the program that it is ready, where it asks to be told.
//! <https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html>

use std::{
    ffi::OsStr,
    io,
    os::{
        linux::net::SocketAddrExt,
        unix::{
            ffi::OsStrExt,
            net::{SocketAddr, UnixDatagram},
        },
    },
};

/// The socket of a supervisor such as systemd.
#[derive(Debug, Clone)]
pub struct Supervisor(SocketAddr);

impl Supervisor {
    /// The supervisor at a socket by its path, or by its name behind an `@`.
    ///
    /// # Errors
    /// When the name is too long for a socket.
    pub fn at(socket: &OsStr) -> io::Result<Self> {
        match socket.as_bytes() {
            [b'@', name @ ..] => SocketAddr::from_abstract_name(name),
            _ => SocketAddr::from_pathname(socket),
        }
        .map(Self)
    }

    /// Says that the gateway answers. That it cannot be said is no reason to stop.
    pub fn ready(&self) {
        let told = UnixDatagram::unbound().and_then(|socket| socket.send_to_addr(b"READY=1", &self.0));
        if let Err(error) = told {
            tracing::warn!(%error, "what started the gateway could not be told that it is ready");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(listener: &UnixDatagram, name: &OsStr) -> String {
        Supervisor::at(name).unwrap().ready();
        let mut read = [0; 20];
        let length = listener.recv(&mut read).unwrap();
        String::from_utf8_lossy(&read[..length]).into_owned()
    }

    #[test]
    fn a_supervisor_is_told_at_a_path_and_at_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let listener = UnixDatagram::bind(&path).unwrap();
        assert_eq!(told(&listener, path.as_os_str()), "READY=1");

        let name = format!("phoneclock-test-{}", std::process::id());
        let listener = UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(&name).unwrap()).unwrap();
        assert_eq!(told(&listener, OsStr::new(&format!("@{name}"))), "READY=1");
    }

    #[test]
    fn a_supervisor_that_is_gone_is_no_reason_to_fail() {
        Supervisor::at(OsStr::new("/no such folder/notify")).unwrap().ready();
        assert!(Supervisor::at(OsStr::new(&"x".repeat(200))).is_err());
    }
}
