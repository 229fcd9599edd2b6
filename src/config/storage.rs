//! Where the database, the recordings and the key file are.

use std::path::PathBuf;

use clap::Args;

use super::{
    ConfigError, path, present_path, read,
    recordings::{self, BucketArgs, RecordingsPlace},
    secret, secret_text,
    text::path_or,
};
use crate::{
    domain::secret::Secret,
    store::{moving::DatabasePlace, postgres::Server},
};

const DATA_DIR: &str = "data";
const RECORDINGS: &str = "recordings";

/// Where the database, the recordings and the key file are.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Storage")]
pub struct StorageArgs {
    /// Folder of the database and, unless set otherwise, the key file
    #[arg(long, global = true, env = "PHONECLOCK_DATA_DIR", value_name = "DIR", default_value = DATA_DIR, value_parser = path_or(DATA_DIR))]
    pub data_dir: PathBuf,
    /// Database of PostgreSQL in the place of the file in the data folder, for several gateways, as in
    /// postgres://user:password@db.example.com/clock
    #[arg(long, global = true, env = "PHONECLOCK_DATABASE_URL", value_name = "URL", hide_env_values = true, value_parser = secret_text())]
    pub database_url: Option<Secret>,
    /// File that holds the address of the database
    #[arg(long, global = true, env = "PHONECLOCK_DATABASE_URL_FILE", value_name = "FILE", value_parser = path())]
    pub database_url_file: Option<PathBuf>,
    /// File with the certificates (PEM) that the database is trusted by, in the place of those of this machine
    #[arg(long, global = true, env = "PHONECLOCK_DATABASE_CA_FILE", value_name = "FILE", value_parser = path())]
    pub database_ca_file: Option<PathBuf>,
    /// Folder of the voice checks and photos, or a bucket of S3 such as s3://acme-voices/phoneclock
    #[arg(long, global = true, env = "PHONECLOCK_RECORDINGS", value_name = "PLACE", default_value = RECORDINGS, value_parser = path_or(RECORDINGS))]
    pub recordings: PathBuf,
    /// File with the secret that PIN hashes need [default: phoneclock.key in the data folder]
    #[arg(long, global = true, env = "PHONECLOCK_KEY_FILE", value_name = "FILE", value_parser = path())]
    pub key_file: Option<PathBuf>,
    /// How the bucket is asked.
    #[command(flatten)]
    pub bucket: BucketArgs,
}

impl StorageArgs {
    /// The folders of one machine, with the database in a file, whatever is set.
    #[must_use]
    pub fn in_folders(data_dir: PathBuf, recordings: PathBuf) -> Self {
        let (database_url, database_url_file, database_ca_file, key_file) = (None, None, None, None);
        let bucket = BucketArgs::default();
        Self { data_dir, database_url, database_url_file, database_ca_file, recordings, key_file, bucket }
    }

    /// Where the recordings are.
    ///
    /// # Errors
    /// When it is neither a folder nor a bucket, or a setting that the bucket needs is missing or wrong.
    pub fn recordings_place(&self) -> Result<RecordingsPlace, ConfigError> {
        recordings::place(&self.recordings, &self.bucket)
    }

    /// The path of the database file, where the database is one.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data_dir.join("phoneclock.db")
    }

    /// Where the database is.
    ///
    /// # Errors
    /// When the address of a server cannot be used.
    pub fn database_place(&self) -> Result<DatabasePlace, ConfigError> {
        const NAME: &str = "PHONECLOCK_DATABASE_URL";
        let url =
            secret(NAME, self.database_url.clone(), "PHONECLOCK_DATABASE_URL_FILE", self.database_url_file.clone())?;
        let Some(url) = url else { return Ok(DatabasePlace::File(self.database())) };
        self.server_at(NAME, &url).map(DatabasePlace::Server)
    }

    /// Whether a database of PostgreSQL is set, rightly or not.
    #[must_use]
    pub fn names_a_server(&self) -> bool {
        let url = self.database_url.as_ref().is_some_and(|url| !url.expose().trim().is_empty());
        url || present_path(self.database_url_file.clone()).is_some()
    }

    /// Where a database is to be moved: to an address of PostgreSQL, which may be in a file, or a data folder.
    ///
    /// # Errors
    /// When the address cannot be used, or the file cannot be read.
    pub fn moved_to(&self, to: Option<Secret>, to_file: Option<PathBuf>) -> Result<DatabasePlace, ConfigError> {
        const WHAT: &str = "the address of a PostgreSQL database, or a data folder";
        let to = secret("--to", to, "--to-file", to_file)?;
        let to = to.ok_or(ConfigError::Missing { name: "--to", what: WHAT })?;
        if ["postgres://", "postgresql://"].iter().any(|scheme| to.expose().starts_with(scheme)) {
            return self.server_at("--to", &to).map(DatabasePlace::Server);
        }
        if to.expose().contains("://") {
            return Err(ConfigError::WrongSecret { name: "--to", what: WHAT });
        }
        Ok(DatabasePlace::File(Self { data_dir: PathBuf::from(to.expose()), ..self.clone() }.database()))
    }

    fn server_at(&self, name: &'static str, address: &Secret) -> Result<Server, ConfigError> {
        let authorities = present_path(self.database_ca_file.clone());
        let authorities = authorities.map(|path| read("PHONECLOCK_DATABASE_CA_FILE", path)).transpose()?;
        Server::parse(address.expose(), authorities.as_deref()).map_err(|problem| {
            let name = if problem.is_of_the_authorities() { "PHONECLOCK_DATABASE_CA_FILE" } else { name };
            ConfigError::Database { name, problem }
        })
    }

    /// The path of the key file: the one that is set, or `phoneclock.key` in the data folder.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        present_path(self.key_file.clone()).unwrap_or_else(|| self.data_dir.join("phoneclock.key"))
    }
}
