// A register that is kept by replicas, of which a minority may fail: who writes has a majority store it, who reads asks a
// majority what is newest, and has a majority store that before it returns. It is atomic: whatever was finished when an
// operation began, the operation takes effect behind.
//
// Source: Attiya, Bar-Noy and Dolev, "Sharing Memory Robustly in Message-Passing Systems" (JACM 42(1), 1995), with one
// writer. That what is checked makes the register atomic: Lynch, "Distributed Algorithms" (1996), lemma 13.16.
//
// Modelled: a writer and readers, each with one operation after the other; replicas that crash, also in the middle of a
// handler, and restart; messages that are lost, late and doubled. A value is told by its number among the writes.
// Real time: who has finished an operation tells the readers, and what a reader has heard of when it begins was finished
// before. That is no part of the protocol, and loses nothing: where the one is finished before the other begins, the
// message may have come in between. Not modelled: crashes of clients.

#include <algorithm>
#include <set>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, no_write_back, small_quorum };

using Version = int;  ///< the number of a write, from 1; 0: what the register holds at first

struct Query {
  int read = 0;  ///< the number among its reader's
};
struct Reply {
  int read = 0;
  Version version = 0;
};
struct Store {
  Version version = 0;
};
struct Stored {
  Version version = 0;
};
/// Between clients, for what must hold in real time.
struct Finished {
  Version version = 0;
};

struct Replica {
  Durable<Version> newest = 0;

  void receive(const Query& query, AnyId from, Context<Reply>& context) const {
    context.send(from, Reply{query.read, newest});
  }

  void receive(const Store& store, AnyId from, Context<Stored>& context) {
    if (newest < store.version) newest = store.version;
    context.send(from, Stored{store.version});
  }
};

std::size_t quorum(Bug bug, Context<> context) {
  const std::size_t replicas = context.count<Replica>();
  return bug == Bug::small_quorum ? replicas / 2 : replicas / 2 + 1;
}

struct Reader;

struct Writer {
  Constant<Bug> bug;
  Constant<Version> writes;  ///< that it may begin
  Version version = 0;       ///< of its last write
  bool is_writing = false;
  std::set<Id<Replica>> stored{};  ///< where its write is

  void act(const Received<>&, Context<Store>& context) {
    if (is_writing || version == writes) return;
    ++version;
    is_writing = true;
    context.broadcast<Replica>(Store{version});
  }

  void receive(const Stored& answer, Id<Replica> from, Context<Finished>& context) {
    if (!is_writing || answer.version != version) return;
    stored.insert(from);
    if (stored.size() < quorum(bug, context)) return;
    is_writing = false;
    stored.clear();
    context.broadcast<Reader>(Finished{version});
  }
};

struct Reader {
  enum class Phase { idle, queries, stores };

  Constant<Bug> bug;
  Constant<int> reads;  ///< that it may begin
  Phase phase = Phase::idle;
  int read = 0;
  std::set<Id<Replica>> answered{};  ///< in this phase
  Version version = 0;               ///< the newest that it has found
  Version finished = 0;              ///< the newest that it knows to be written or read
  Version before = 0;                ///< that, when it began to read
  bool is_atomic = true;

  void act(const Received<>&, Context<Query>& context) {
    if (phase != Phase::idle || read == reads) return;
    ++read;
    phase = Phase::queries;
    before = finished;
    context.broadcast<Replica>(Query{read});
  }

  void receive(const Reply& reply, Id<Replica> from, Context<Store, Finished>& context) {
    if (phase != Phase::queries || reply.read != read) return;
    version = std::max(version, reply.version);
    answered.insert(from);
    if (answered.size() < quorum(bug, context)) return;
    if (bug == Bug::no_write_back) return finish(context);
    phase = Phase::stores;
    answered.clear();
    context.broadcast<Replica>(Store{version});
  }

  void receive(const Stored& stored, Id<Replica> from, Context<Finished>& context) {
    if (phase != Phase::stores || stored.version != version) return;
    answered.insert(from);
    if (answered.size() >= quorum(bug, context)) finish(context);
  }

  void receive(const Finished& other) { finished = std::max(finished, other.version); }

  void finish(Context<Finished> context) {
    if (version < before) is_atomic = false;
    finished = std::max(finished, version);
    context.broadcast<Reader>(Finished{version});
    phase = Phase::idle;
    answered.clear();
    version = before = 0;
  }
};

bool is_done(const Reader& reader) {
  return reader.phase == Reader::Phase::idle && reader.read == reader.reads;
}

struct AbdRegister {
  static constexpr std::string_view name = "abd-register";
  static constexpr std::string_view summary =
      "an atomic register on a majority of replicas (Attiya, Bar-Noy and Dolev 1995)";

  using Roles = pessimist::Roles<Replica, Writer, Reader>;
  using Messages = pessimist::Messages<Query, Reply, Store, Stored, Finished>;

  struct Parameters {
    Parameter<int> replicas{3, "replicas", 1, 9};
    Parameter<int> writes{1, "writes, one after the other", 0, 9};
    Parameter<int> readers{2, "readers", 1, 9};
    Parameter<int> reads{1, "reads of each reader, one after the other", 1, 9};
    Parameter<Bug> bug{Bug::none,
                       "no-write-back: a read leaves what it has found where it was; "
                       "small-quorum: half of the replicas are enough"};
  };

  static void set_up(const Parameters& parameters, Setup<AbdRegister>& setup) {
    const Bug bug = parameters.bug;
    setup.nodes<Replica>(static_cast<std::size_t>(*parameters.replicas));
    setup.nodes(1, Writer{.bug = bug, .writes = *parameters.writes});
    setup.nodes(static_cast<std::size_t>(*parameters.readers),
                Reader{.bug = bug, .reads = *parameters.reads});
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::amnesia});
    const FaultSet of_replicas{Fault::crash, Fault::crash_in_handler, Fault::amnesia};
    setup.spare<Writer>(of_replicas);
    setup.spare<Reader>(of_replicas);

    setup.always(
        "atomic", each(&Reader::is_atomic, [](bool is_atomic) {
          return is_atomic
                     ? holds()
                     : fails("it returns what is older than an operation that was finished when it began");
        }));
    setup.sometimes("everybody is done", together(observe<Reader>(is_done), [](const auto& readers) {
                      return std::ranges::all_of(readers, [](const auto& reader) { return reader.value; });
                    }));
  }
};

PESSIMIST_SPEC(AbdRegister);

}  // namespace
