//! What all operations have in common: the token, the problems, and the version that a change is meant for.

use utoipa::{
    Modify,
    openapi::{
        ContentBuilder, HeaderBuilder, OpenApi, Ref, RefOr, ResponseBuilder,
        path::{Operation, ParameterIn, PathItem},
        schema::{Object, Type},
        security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};

use crate::web::api::problem::MEDIA_TYPE;

/// The name of the token among security schemes.
const TOKEN: &str = "token";
/// The name of the answer that every problem is.
const PROBLEM: &str = "Problem";

/// Adds to every operation what it has in common with the others.
pub struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_with(Default::default);
        let mut bearer = Http::new(HttpAuthScheme::Bearer);
        bearer.description = Some("A token of the workspace: `pck_…`.".to_owned());
        components.add_security_scheme(TOKEN, SecurityScheme::Http(bearer));
        let schema = RefOr::Ref(Ref::from_schema_name(PROBLEM));
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let problem =
            ResponseBuilder::new().description("Why it was not done (RFC 9457).").content(MEDIA_TYPE, content);
        components.responses.insert(PROBLEM.to_owned(), problem.build().into());
        document.security = Some(vec![SecurityRequirement::new(TOKEN, Vec::<String>::new())]);
        for (path, item) in &mut document.paths.paths {
            for operation in operations(item) {
                complete(operation, path);
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, post, patch, delete, .. } = item;
    [get, post, patch, delete].into_iter().flatten()
}

fn complete(operation: &mut Operation, path: &str) {
    let parameters = operation.parameters.iter().flatten();
    let parameters: Vec<_> =
        parameters.filter_map(|one| if let RefOr::T(one) = one { Some(one) } else { None }).collect();
    let changes_a_version = parameters.iter().any(|one| one.name == "If-Match");
    let has_query = parameters.iter().any(|one| matches!(one.parameter_in, ParameterIn::Query));
    let mut statuses = vec!["401", "403", "429", "500", "503"];
    if has_query || operation.request_body.is_some() {
        statuses.push("400");
    }
    if path.contains("{id}") || path.ends_with("/check") || operation.request_body.is_some() {
        statuses.push("404");
    }
    if operation.request_body.is_some() {
        statuses.extend(["408", "409", "413", "415", "422"]);
    }
    if changes_a_version {
        statuses.extend(["409", "412", "428"]);
    }
    let responses = &mut operation.responses.responses;
    for response in responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        if changes_a_version || path.ends_with("{id}") {
            let tag = HeaderBuilder::new()
                .schema(Some(Object::with_type(Type::String)))
                .description(Some("The version, to be sent as `If-Match` with a change."));
            response.headers.insert("ETag".to_owned(), RefOr::T(tag.build()));
        }
    }
    for status in statuses {
        responses.insert(status.to_owned(), RefOr::Ref(Ref::from_response_name(PROBLEM)));
    }
}
