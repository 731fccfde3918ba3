#pragma once

#include "shared/link/client.h"
#include "shared/model/refusal.h"

#include <string>
#include <string_view>

#include <httplib.h>

namespace web {

inline constexpr int kOk = 200;
inline constexpr int kNotModified = 304;
inline constexpr int kBadRequest = 400;
inline constexpr int kForbidden = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kNoSuchMethod = 405;
inline constexpr int kConflict = 409; ///< the hall refused
inline constexpr int kLengthRequired = 411;
inline constexpr int kTooLarge = 413;
inline constexpr int kOnlyJson = 415;
inline constexpr int kTooManyRequests = 429;
inline constexpr int kInternalError = 500;
inline constexpr int kUnavailable = 503;

/// What a status says, in one polite English sentence.
std::string_view sentence_of(int status);

/// Takes the place of the header, if it is there.
void set_header(httplib::Response& response, const std::string& name, const std::string& value);

/// Answers that are about one person or one moment: no cache keeps them.
void reply_json(httplib::Response& response, const std::string& body, int status = kOk);
void reply_html(httplib::Response& response, const std::string& html, int status = kOk);

/// {"error": sentence}
void reply_error(httplib::Response& response, int status, std::string_view sentence);
void reply_failure(httplib::Response& response, hall_link::Failure failure);

} // namespace web
