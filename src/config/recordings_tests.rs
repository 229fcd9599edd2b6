use super::*;

fn given(pairs: &[(&str, &str)]) -> Result<RecordingsPlace, String> {
    let get = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let args = BucketArgs {
        aws_access_key_id: get("ID"),
        aws_secret_access_key: get("SECRET").map(Secret::from),
        aws_session_token: get("TOKEN").map(Secret::from),
        aws_region: get("REGION"),
        aws_default_region: get("DEFAULT_REGION"),
        aws_endpoint_url_s3: get("S3"),
        aws_endpoint_url: get("ENDPOINT"),
        aws_web_identity_token_file: get("WEB"),
        aws_role_arn: get("ROLE"),
        aws_endpoint_url_sts: get("STS"),
        aws_container_credentials_relative_uri: get("PATH"),
        aws_container_credentials_full_uri: get("ADDRESS"),
        aws_container_authorization_token_file: get("TOKEN_FILE"),
        ..BucketArgs::default()
    };
    let recordings = get("AT").unwrap_or_else(|| "s3://acme-voices/phoneclock".to_owned());
    place(Path::new(&recordings), &args).map_err(|error| error.to_string())
}

fn bucket(pairs: &[(&str, &str)]) -> Bucket {
    match given(pairs) {
        Ok(RecordingsPlace::Bucket(bucket)) => *bucket,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_needs_none_of_it_and_is_not_stopped_by_it() {
    let nonsense = [("AT", "recordings"), ("REGION", "\"us\""), ("ID", "x"), ("S3", "ftp://x"), ("TOKEN", "\"t\"")];
    assert_eq!(given(&nonsense).unwrap().folder(), Some(Path::new("recordings")));
    assert_eq!(given(&[("AT", "s3")]).unwrap().folder(), Some(Path::new("s3")));
}

#[test]
fn a_bucket_of_amazons_needs_its_region() {
    let set = bucket(&[("REGION", " eu-west-1\r"), ("DEFAULT_REGION", "us-east-2"), ("ID", "k"), ("SECRET", "s\n")]);
    assert_eq!((set.region.as_str(), set.endpoint.as_deref()), ("eu-west-1", None));
    let BucketCredentials::Key { id, secret, session_token } = set.credentials else { panic!("another credential") };
    assert_eq!((id.as_str(), secret.expose(), session_token.is_none()), ("k", "s", true));
    assert_eq!(bucket(&[("DEFAULT_REGION", "us-east-2"), ("REGION", "")]).region, "us-east-2");
    assert_eq!(
        given(&[]).unwrap_err(),
        "AWS_REGION is not set; set it to the region of the bucket in PHONECLOCK_RECORDINGS, such as us-east-1"
    );
}

#[test]
fn another_server_is_reached_over_https_or_on_this_machine() {
    for (set, endpoint) in [
        ("https://s3.example.com/", "https://s3.example.com"),
        ("https://example.com/storage/v1/s3", "https://example.com/storage/v1/s3"),
        ("http://127.0.0.1:8333", "http://127.0.0.1:8333"),
        ("http://localhost:8333", "http://localhost:8333"),
        ("http://[::1]:8333", "http://[::1]:8333"),
    ] {
        let bucket = bucket(&[("S3", set), ("ENDPOINT", "https://other.example.com")]);
        assert_eq!((bucket.endpoint.as_deref(), bucket.region.as_str()), (Some(endpoint), "us-east-1"));
    }
    for set in ["http://s3.example.com", "http://10.0.0.7:9000", "s3.example.com", "https://s3.example.com?x=1", ""] {
        let said = given(&[("ENDPOINT", set)]).unwrap_err();
        let name = if set.is_empty() { "AWS_REGION is not set" } else { "AWS_ENDPOINT_URL is \"" };
        assert!(said.starts_with(name), "{set}: {said}");
    }
    let said = given(&[("S3", "https://user:hush@s3.example.com")]).unwrap_err();
    assert!(said.starts_with("AWS_ENDPOINT_URL_S3 is not valid") && !said.contains("hush"), "{said}");
}

#[test]
fn credentials_come_from_where_amazons_programs_look_for_them_in_their_order() {
    let all = [
        ("REGION", "us-east-1"),
        ("ID", "k"),
        ("SECRET", "s"),
        ("TOKEN", "t"),
        ("WEB", "/token"),
        ("ROLE", "arn:aws:iam::1:role/x"),
        ("PATH", "/v2/x"),
        ("ADDRESS", "http://169.254.170.23/v1/credentials"),
        ("TOKEN_FILE", "/file"),
    ];
    let from = |first: usize| bucket(&[&all[..1], &all[first..]].concat()).credentials;
    assert!(matches!(from(1), BucketCredentials::Key { session_token: Some(_), .. }));
    assert!(matches!(from(4), BucketCredentials::WebIdentity { .. }));
    assert!(matches!(from(6), BucketCredentials::ContainerPath(_)));
    assert!(matches!(from(7), BucketCredentials::ContainerAddress { .. }));
    assert!(matches!(from(9), BucketCredentials::Machine));
}

#[test]
fn half_a_credential_names_the_other_half() {
    for (set, said) in [
        (vec![("ID", "k")], "AWS_SECRET_ACCESS_KEY is not set"),
        (vec![("SECRET", "hush")], "AWS_ACCESS_KEY_ID is not set"),
        (vec![("TOKEN", "hush")], "AWS_ACCESS_KEY_ID is not set"),
        (vec![("ID", "k"), ("SECRET", "'hush'")], "AWS_SECRET_ACCESS_KEY is in quotation marks"),
        (vec![("WEB", "/token")], "AWS_ROLE_ARN is not set"),
        (vec![("WEB", "/token"), ("ROLE", "r"), ("STS", "http://sts")], "AWS_ENDPOINT_URL_STS is \"http://sts\""),
        (vec![("PATH", "x")], "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not valid"),
        (vec![("ADDRESS", "http://127.0.0.1/x")], "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE is not set"),
        (vec![("ADDRESS", "http://10.0.0.1/x")], "AWS_CONTAINER_CREDENTIALS_FULL_URI is \"http://10.0.0.1/x\""),
        (vec![("AT", "s3://Acme")], "PHONECLOCK_RECORDINGS is \"s3://Acme\""),
        (vec![("AT", "https://acme.s3.amazonaws.com")], "PHONECLOCK_RECORDINGS is \"https://acme"),
        (vec![("AT", "s3:acme")], "PHONECLOCK_RECORDINGS is \"s3:acme\""),
        (vec![("AT", "s3://key:hush@acme")], "PHONECLOCK_RECORDINGS is not valid"),
    ] {
        let error = given(&[&[("REGION", "us-east-1")], &set[..]].concat()).unwrap_err();
        assert!(error.starts_with(said) && !error.contains("hush"), "{set:?}: {error}");
        assert!(error.starts_with("AWS_SECRET_ACCESS_KEY is in") || error.contains("; set it to "), "{error}");
    }
}
