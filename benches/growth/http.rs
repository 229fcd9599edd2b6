//! One connection that is kept, and as little of HTTP as the gateway answers with: what the client costs must not hide
//! what the gateway does.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

pub struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    pub cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: u16,
    pub body: String,
    pub took: Duration,
}

impl Answer {
    pub fn is(self, status: u16, what: &str) -> Self {
        assert_eq!(self.status, status, "{what}: {}", self.body);
        self
    }

    /// What stands between two marks, first occurrence, as it was before it was escaped.
    pub fn between(&self, before: &str, after: &str) -> Option<String> {
        let (_, rest) = self.body.split_once(before)?;
        let found = rest.split_once(after)?.0;
        Some(found.replace("&#38;", "&").replace("&amp;", "&"))
    }

    /// Where the first link leads that has this in its address.
    pub fn link(&self, part: &str) -> Option<String> {
        let links = self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut links = links.map(|link| link.replace("&#38;", "&").replace("&amp;", "&"));
        links.find(|link| link.contains(part))
    }
}

impl Connection {
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        Self { address, stream: BufReader::new(stream), cookies: BTreeMap::new() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", b"")
    }

    /// How many bytes a page takes on its way to a browser.
    pub fn weigh(&mut self, path: &str) -> usize {
        self.write("GET", path, "Accept-Encoding: gzip\r\n", b"");
        self.receive(path).1.len()
    }

    /// With `headers` as they stand on the line, each with its end.
    pub fn post(&mut self, path: &str, headers: &str, body: &[u8]) -> Answer {
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send("POST", path, &format!("{form}{headers}"), body)
    }

    fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let began = Instant::now();
        self.write(method, path, headers, body);
        let (status, body) = self.receive(path);
        let took = began.elapsed();
        Answer { status, body: String::from_utf8_lossy(&body).into_owned(), took }
    }

    fn write(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookies}\r\n{headers}Content-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        let request = [head.as_bytes(), body].concat();
        self.stream.get_mut().write_all(&request).unwrap();
    }

    fn receive(&mut self, path: &str) -> (u16, Vec<u8>) {
        let (mut status, mut length) = (None, Some(0));
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(": ") else {
                status = line.split(' ').nth(1).map(|status| status.parse().unwrap());
                continue;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.parse().unwrap()),
                "transfer-encoding" => length = None,
                "set-cookie" => {
                    let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        let body = match length {
            Some(length) => self.read(length),
            None => self.chunks(),
        };
        (status.unwrap_or_else(|| panic!("{path} is not answered")), body)
    }

    fn read(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// RFC 9112, 7.1: each with its length in front, in hexadecimal.
    fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let length = usize::from_str_radix(line.trim_end(), 16).unwrap();
            body.extend(self.read(length));
            self.read(2);
            if length == 0 {
                return body;
            }
        }
    }
}
