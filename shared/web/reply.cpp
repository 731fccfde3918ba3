#include "shared/web/reply.h"

#include <nlohmann/json.hpp>

namespace web {

std::string_view sentence_of(int status) {
    switch (status) {
    case kBadRequest:
        return "This request cannot be understood.";
    case kForbidden:
        return "This may only be asked by a page of this site.";
    case kNotFound:
        return "There is no such page.";
    case kNoSuchMethod:
        return "This cannot be asked in this way.";
    case kLengthRequired:
        return "The length of what is sent must be told.";
    case kTooLarge:
        return "This is too large.";
    case kOnlyJson:
        return "Only JSON can be sent here.";
    case kTooManyRequests:
        return "That was very often. Please wait a moment.";
    case kUnavailable:
        return "This is not available now. Please try again in a moment.";
    default:
        return status >= kInternalError ? "Something went wrong here. Please try again in a moment."
                                        : "This request cannot be answered.";
    }
}

void set_header(httplib::Response& response, const std::string& name, const std::string& value) {
    response.headers.erase(name);
    response.set_header(name, value);
}

void reply_json(httplib::Response& response, const std::string& body, int status) {
    response.status = status;
    set_header(response, "Cache-Control", "no-store");
    response.set_content(body, "application/json; charset=utf-8");
}

void reply_html(httplib::Response& response, const std::string& html, int status) {
    response.status = status;
    set_header(response, "Cache-Control", "no-store");
    response.set_content(html, "text/html; charset=utf-8");
}

void reply_error(httplib::Response& response, int status, std::string_view sentence) {
    const nlohmann::json said{{"error", sentence}};
    reply_json(response, said.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), status);
    if (status == kTooManyRequests || status == kUnavailable)
        set_header(response, "Retry-After", "5");
}

void reply_failure(httplib::Response& response, hall_link::Failure failure) {
    reply_error(response, kUnavailable, hall_link::sentence(failure));
}

} // namespace web
