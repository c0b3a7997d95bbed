#include "explore/server.hpp"

#include <charconv>
#include <exception>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "explore/bounded_http.hpp"
#include "report/page_assets.hpp"

namespace pessimist::explore {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20;  // of a trace that is sent to us

constexpr std::string_view questions = "/api/";
constexpr std::string_view entrance = "/api/enter";

constexpr int bad_request = 400;
constexpr int forbidden = 403;
constexpr int method_not_allowed = 405;
constexpr int length_required = 411;
constexpr int unsupported = 415;
constexpr int misdirected = 421;
constexpr int our_fault = 500;

void answer_with(httplib::Response& response, const ordered_json& document, int status = 200) {
  response.status = status;
  response.set_content(document.dump(-1, ' ', false, ordered_json::error_handler_t::replace),
                       "application/json");
}

void answer_with_error(httplib::Response& response, int status, std::string_view what) {
  answer_with(response, {{"error", what}}, status);
}

/// Answers with what `ask` gives, or with why it gives nothing.
template <class Ask>
void answer_with_what(httplib::Response& response, Ask ask) {
  try {
    answer_with(response, ask());
  } catch (const UsageError& error) {
    answer_with_error(response, bad_request, error.what());
  } catch (const std::exception& error) {
    answer_with_error(response, our_fault, fmt::format("the specification is broken: {}", error.what()));
  } catch (...) {
    answer_with_error(response, our_fault,
                      "the specification is broken: it threw something that is no std::exception");
  }
}

std::size_t number_in(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw UsageError("which step? a number is expected");
  return number;
}

/// As httplib has them, but that no other process can listen at the same port.
void set_socket_options(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

/// How the server listens at an address.
enum class Reach { invalid, local, others };

/// Of `localhost`, or an address as it is usually written; other names may lead anywhere, and other ways to write an address
/// are written otherwise by browsers.
Reach reach_of(const std::string& host) {
  if (host == "localhost") return Reach::local;
  in_addr four{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1)
    return (ntohl(four.s_addr) >> 24) == IN_LOOPBACKNET ? Reach::local : Reach::others;
  in6_addr six{};
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1)
    return IN6_IS_ADDR_LOOPBACK(&six) ? Reach::local : Reach::others;
  return Reach::invalid;
}

/// What the request brings of `Authorization: Bearer ...`; empty: nothing.
std::string_view bearer_of(const std::string& authorization) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view text = authorization;
  return text.starts_with(scheme) ? text.substr(scheme.size()) : std::string_view{};
}

std::string why_no_page(int status) {
  switch (status) {
    case 404:
      return "there is nothing here";
    case 413:
      return fmt::format("this is larger than {} MiB, and so no trace", most_bytes >> 20);
    case 414:
      return "this address is too long";
    default:
      return "this request cannot be read";
  }
}

}  // namespace

Server::Server(Session& session, const std::string& host, int port, std::string first)
    : session_(session), first_(std::move(first)), http_(std::make_unique<BoundedHttp>(most_bytes)) {
  const Reach reach = reach_of(host);
  if (reach == Reach::invalid)
    throw UsageError(fmt::format(
        "explore --host: \"{}\" is no address: 127.0.0.1, localhost, 0.0.0.0 or ::1 are, for instance",
        host));
  http_->set_socket_options(set_socket_options);
  const bool is_bound =
      port == 0 ? (port = http_->bind_to_any_port(host)) > 0 : http_->bind_to_port(host, port);
  if (!is_bound)
    throw UsageError(
        fmt::format("explore: cannot listen at {}{}: is the address one of this machine, and the "
                    "port free?",
                    host, port > 0 ? fmt::format(", port {}", port) : ""));
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  where_ = fmt::format("{}:{}", shown, port);
  gate_ = std::make_unique<Gate>(shown, port, reach == Reach::local);

  http_->set_payload_max_length(most_bytes);
  http_->set_default_headers({
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"Cache-Control", "no-store"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Referrer-Policy", "no-referrer"},
      {"X-Content-Type-Options", "nosniff"},
  });
  // Before any of the body is read.
  http_->set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    return is_let_in(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                        : httplib::Server::HandlerResponse::Handled;
  });
  http_->set_error_handler([](const httplib::Request&, httplib::Response& response) {
    if (response.body.empty()) answer_with_error(response, response.status, why_no_page(response.status));
  });
  add_page();
  add_questions();
}

Server::~Server() = default;

std::string Server::link() const { return fmt::format("http://{}/?token={}", where_, gate_->token()); }

void Server::listen() { http_->listen_after_bind(); }

void Server::stop() { http_->stop(); }

bool Server::is_let_in(const httplib::Request& request, httplib::Response& response) {
  const std::string host = request.get_header_value("Host");
  const std::string origin = request.get_header_value("Origin");
  const std::string fetch_site = request.get_header_value("Sec-Fetch-Site");
  const std::string authorization = request.get_header_value("Authorization");
  const bool is_question = request.path.starts_with(questions);
  if (!gate_->is_ours({host, origin, fetch_site}, !is_question)) {
    answer_with_error(response, misdirected, "this server answers to its own pages only");
    return false;
  }
  if (is_question && request.path != entrance && !gate_->opens(bearer_of(authorization))) {
    answer_with_error(response, forbidden, "open the link that the terminal shows");
    return false;
  }
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
    answer_with_error(response, method_not_allowed, "GET, HEAD and POST are answered here");
    return false;
  }
  const bool has_length = request.has_header("Content-Length") && !request.has_header("Transfer-Encoding");
  if (request.method == "POST" && !has_length) {  // nothing would bound it
    answer_with_error(response, length_required, "the length of the body is to be said beforehand");
    return false;
  }
  if (request.has_header("Content-Encoding") ||
      request.has_header("Range")) {  // small, but large when undone
    answer_with_error(response, unsupported, "nothing is packed, or asked for in parts, here");
    return false;
  }
  return true;
}

void Server::enter(const httplib::Request& request, httplib::Response& response) {
  switch (gate_->enter(bearer_of(request.get_header_value("Authorization")))) {
    case Gate::Entry::newcomer:
      answer_with(response, {{"key", gate_->key()}});
      return;
    case Gate::Entry::spent_link:
      answer_with_error(response, forbidden,
                        "this link was used already, in another browser; the terminal shows a new one");
      on_spent_link_();
      return;
    case Gate::Entry::stranger:
      answer_with_error(response, forbidden, "open the link that the terminal shows");
  }
}

void Server::add_page() {
  const auto add = [&](const char* path, std::string content, const char* type) {
    http_->Get(path,
               [content = std::move(content), type](const httplib::Request&, httplib::Response& response) {
                 response.set_content(content, type);
               });
  };
  namespace assets = page_assets;
  add("/", std::string(assets::explore_html), "text/html; charset=utf-8");
  add("/explore.css",
      std::string(assets::base_css) + std::string(assets::chart_css) + std::string(assets::explore_css),
      "text/css; charset=utf-8");
  add("/explore.js", std::string(assets::nodes_js) + std::string(assets::explore_js),
      "text/javascript; charset=utf-8");
}

void Server::add_questions() {
  using httplib::Request;
  using httplib::Response;
  http_->Post(std::string(entrance),
              [this](const Request& request, Response& response) { enter(request, response); });
  http_->Get("/api/protocol", [this](const Request&, Response& response) {
    answer_with_what(response, [&] { return session_.protocol(first_); });
  });
  http_->Get("/api/way", [this](const Request& request, Response& response) {
    answer_with_what(response, [&] { return session_.way(request.get_param_value("address")); });
  });
  http_->Get("/api/world", [this](const Request& request, Response& response) {
    answer_with_what(response, [&] {
      return session_.world(request.get_param_value("address"), number_in(request.get_param_value("step")));
    });
  });
  http_->Get("/api/trace", [this](const Request& request, Response& response) {
    answer_with_what(response, [&] { return session_.trace(request.get_param_value("address")); });
  });
  http_->Post("/api/trace", [this](const Request& request, Response& response) {
    answer_with_what(response, [&] {
      return ordered_json{{"address", session_.address_of_trace(parse_trace(request.body))}};
    });
  });
  http_->Post("/api/search", [this](const Request& request, Response& response) {
    answer_with_what(response, [&] { return session_.shortest_way(request.get_param_value("property")); });
  });
  http_->Post("/api/stop", [this](const Request&, Response& response) {
    session_.stop_search();
    answer_with(response, ordered_json::object());
  });
}

}  // namespace pessimist::explore
