// Scatter-gather: a request goes to all workers at once, each works on it for itself, and a gatherer puts their
// answers together and hands on the result when it has one from everybody.
//
// Source: Hohpe and Woolf, "Enterprise Integration Patterns" (2003), the patterns Scatter-Gather, Aggregator
// (its completeness condition is to wait for all), Correlation Identifier and Idempotent Receiver.
//
// Modelled: several requesters, each of which asks all workers once; workers that take one or more steps for an
// answer, on all requests at a time; one gatherer for all. Messages flow one way: requester, worker, gatherer,
// requester. They may be lost, late and doubled. On that network workers may also crash and come back without
// any memory, for a task may come again, and to do it twice is harmless. On the networks that deliver once it
// is lost with its worker, and the requester waits for ever. Not modelled: timeouts, and to be content with
// fewer answers.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, counts_doubles, mixes_requests };

struct Requester;
struct Worker;

/// Whose, and to which request.
using Answers = std::map<Id<Worker>, Id<Requester>>;

struct Task {};
struct Answer {
  Id<Requester> request;  ///< its requester stands for it: nobody asks twice
};
struct Result {
  Answers answers;
};

struct Gatherer {
  struct Gathered {
    std::size_t count = 0;  ///< of answers, to tell when everybody's are there
    Answers answers{};
  };

  Constant<Bug> bug;
  Durable<std::map<Id<Requester>, Gathered>> requests{};

  void receive(const Answer& answer, Id<Worker> from, Context<Result>& context) {
    const Id<Requester> request =
        bug == Bug::mixes_requests ? context.choose(context.all<Requester>()) : answer.request;
    Gathered& gathered = requests.write()[request];
    if (gathered.count == context.count<Worker>()) return;
    const bool is_new = gathered.answers.emplace(from, answer.request).second;
    if (is_new || bug == Bug::counts_doubles) ++gathered.count;
    if (gathered.count == context.count<Worker>()) context.send(request, Result{gathered.answers});
  }
};

struct Worker {
  Constant<int> steps;
  std::map<Id<Requester>, int> steps_left{};  ///< of each task that has come

  void receive(const Task&, Id<Requester> from) { steps_left.emplace(from, steps); }

  void act(const Received<>&, Context<Answer>& context) {
    std::set<Id<Requester>> unfinished;
    for (const auto& [request, left] : steps_left) {
      if (left > 0) unfinished.insert(request);
    }
    if (unfinished.empty()) return;
    const Id<Requester> request = context.choose(unfinished);
    if (--steps_left.at(request) == 0) context.send(context.only<Gatherer>(), Answer{request});
  }
};

struct Requester {
  Durable<std::optional<Answers>> result{};

  void start(Context<Task>& context) { context.broadcast<Worker>(Task{}); }
  void receive(const Result& received) { result = received.answers; }
};

using Outcome = std::optional<Answers>;

Judgement complete(const Outcome& result, std::size_t workers) {
  if (!result) return not_applicable();
  return result->size() == workers ? holds()
                                   : fails("its result is of " + std::to_string(result->size()) + " of " +
                                           std::to_string(workers) + " workers");
}

Judgement of_one_request(const Observed<Requester, Outcome>& requester) {
  if (!requester.value) return not_applicable();
  const bool is_own = std::ranges::all_of(
      *requester.value, [&](const auto& answer) { return answer.second == requester.node; });
  return is_own ? holds() : fails("its result has an answer to somebody else's request");
}

bool all_have_results(const std::vector<Observed<Requester, Outcome>>& requesters) {
  return std::ranges::all_of(requesters, [](const auto& requester) { return requester.value.has_value(); });
}

Judgement has_result(const Outcome& result) {
  return result ? holds() : fails("it waits for its result for ever");
}

struct ScatterGather {
  static constexpr std::string_view name = "scatter-gather";
  static constexpr std::string_view summary =
      "everybody is asked and all answers are put together (Hohpe and Woolf 2003)";

  using Roles = pessimist::Roles<Requester, Worker, Gatherer>;
  using Messages = pessimist::Messages<Task, Answer, Result>;

  struct Parameters {
    Parameter<int> workers{3, "workers", 1, 9};
    Parameter<int> requests{2, "requests, each by a requester of its own", 1, 9};
    Parameter<int> steps{1, "steps that a worker takes for an answer", 1, 9};
    Parameter<Bug> bug{Bug::none,
                       "counts-doubles: the gatherer does not see that it has had an answer before; "
                       "mixes-requests: it takes an answer for one to any of the requests"};
  };

  static void set_up(const Parameters& parameters, Setup<ScatterGather>& setup) {
    const auto workers = static_cast<std::size_t>(*parameters.workers);
    setup.nodes<Requester>(static_cast<std::size_t>(*parameters.requests));
    setup.nodes(workers, Worker{.steps = *parameters.steps});
    setup.nodes(1, Gatherer{.bug = *parameters.bug});
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::restart});

    setup.always("a result is complete", each(&Requester::result, [workers](const Outcome& result) {
                   return complete(result, workers);
                 }));
    setup.always("a result is of one request", each(&Requester::result, of_one_request));
    setup.sometimes("everybody has a result", together(&Requester::result, all_have_results));
    setup.no_deadlock("everybody has a result in the end", each(&Requester::result, has_result));
  }
};

PESSIMIST_SPEC(ScatterGather);

}  // namespace
