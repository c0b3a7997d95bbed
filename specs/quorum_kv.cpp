// One key of a replicated store without a leader: a write is finished once w of the n replicas have it, a read once r have
// answered; with w + r > n a read sees every write that was finished. That two reads, one after the other, do not go back
// takes more: who reads must repair the replicas that lag before it returns.
//
// Source: Gifford, "Weighted Voting for Replicated Data" (SOSP 1979); DeCandia and others, "Dynamo" (SOSP 2007), for sloppy
// quorums; Kleppmann, "Designing Data-Intensive Applications" (2017), chapter 5 (quorums) and the part of chapter 9 on
// linearizability and quorums, whose figure `bug=no-repair` finds.
//
// Modelled: one writer, so that versions are numbers; readers; replicas that crash, also in the middle of a handler, and
// restart; messages that are lost, late and doubled. Real time, as in abd_register.cpp: who has finished tells the
// readers. Not modelled: versions that are concurrent, and crashes of clients.

#include <algorithm>
#include <set>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, no_repair, late_repair, sloppy_quorum };

using Version = int;  ///< from 1; 0: nothing was written

struct Get {
  int read = 0;  ///< the number among its reader's
};
struct Got {
  int read = 0;
  Version version = 0;
};
struct Put {
  Version version = 0;
};
struct Done {
  Version version = 0;
};

// Between clients, for what must hold in real time.

struct Written {
  Version version = 0;
};
struct Read {
  Version version = 0;
};

struct Replica {
  Durable<Version> newest = 0;

  void receive(const Get& get, AnyId from, Context<Got>& context) const {
    context.send(from, Got{get.read, newest});
  }
  void receive(const Put& put, AnyId from, Context<Done>& context) {
    if (newest < put.version) newest = put.version;
    context.send(from, Done{put.version});
  }
};

/// Takes a write for a replica that is not to be reached, and hands it over.
struct StandIn {
  Durable<Version> hint = 0;

  void receive(const Put& put, AnyId from, Context<Put, Done>& context) {
    if (hint < put.version) hint = put.version;
    context.send(from, Done{put.version});
    context.broadcast<Replica>(Put{hint});
  }
  void receive(const Done&) {}
};

struct Sizes {
  std::size_t w = 0;
  std::size_t r = 0;
};

struct Reader;

struct Writer {
  Constant<Bug> bug;
  Constant<Sizes> sizes;
  Constant<Version> writes;  ///< that it may begin
  Version version = 0;
  bool is_writing = false;
  std::set<Id<Replica>> done{};  ///< who has stored it
  bool is_hinted = false;        ///< a stand-in has

  void act(const Received<>&, Context<Put>& context) {
    if (is_writing || version == writes) return;
    ++version;
    is_writing = true;
    context.broadcast<Replica>(Put{version});
    context.broadcast<StandIn>(Put{version});
  }

  void receive(const Done& answer, Id<Replica> from, Context<Written>& context) {
    if (!is_writing || answer.version != version) return;
    done.insert(from);
    finish_if_enough(context);
  }
  void receive(const Done& answer, Id<StandIn>, Context<Written>& context) {
    if (!is_writing || answer.version != version) return;
    is_hinted = true;
    finish_if_enough(context);
  }

  void finish_if_enough(Context<Written> context) {
    if (done.size() + (is_hinted ? 1 : 0) < sizes->w) return;
    is_writing = is_hinted = false;
    done.clear();
    context.broadcast<Reader>(Written{version});
  }
};

struct Reader {
  enum class Phase { idle, gets, repairs };

  Constant<Bug> bug;
  Constant<Sizes> sizes;
  Constant<int> reads;  ///< that it may begin
  Phase phase = Phase::idle;
  int read = 0;
  std::set<Id<Replica>> answered{};
  std::set<Id<Replica>> current{};  ///< who has the newest version that it has found
  Version version = 0;              ///< this version

  // What must hold in real time: the newest that it knows to be written or read, now and when it began to read.
  Version written = 0;
  Version written_before = 0;
  Version seen = 0;
  Version seen_before = 0;
  bool misses_write = false;
  bool goes_back = false;

  void act(const Received<>&, Context<Get>& context) {
    if (phase != Phase::idle || read == reads) return;
    ++read;
    phase = Phase::gets;
    written_before = written;
    seen_before = seen;
    context.broadcast<Replica>(Get{read});
  }

  void receive(const Got& got, Id<Replica> from, Context<Put, Read>& context) {
    if (phase != Phase::gets || got.read != read) return;
    answered.insert(from);
    if (got.version > version) current.clear();
    version = std::max(version, got.version);
    if (got.version == version) current.insert(from);
    if (answered.size() < sizes->r) return;
    const bool is_repaired = current.size() >= sizes->w || version == 0;
    if (!is_repaired && bug != Bug::no_repair) context.broadcast<Replica>(Put{version});
    if (is_repaired || bug == Bug::no_repair || bug == Bug::late_repair) return finish(context);
    phase = Phase::repairs;
  }

  void receive(const Done& done, Id<Replica> from, Context<Read>& context) {
    if (phase != Phase::repairs || done.version != version) return;
    current.insert(from);
    if (current.size() >= sizes->w) finish(context);
  }

  void receive(const Written& other) { written = std::max(written, other.version); }
  void receive(const Read& other) { seen = std::max(seen, other.version); }

  void finish(Context<Read> context) {
    if (version < written_before) misses_write = true;
    if (version < seen_before) goes_back = true;
    seen = std::max(seen, version);
    context.broadcast<Reader>(Read{version});
    phase = Phase::idle;
    answered.clear();
    current.clear();
    version = written_before = seen_before = 0;
  }
};

bool is_done(const Reader& reader) {
  return reader.phase == Reader::Phase::idle && reader.read == reader.reads;
}

struct QuorumKv {
  static constexpr std::string_view name = "quorum-kv";
  static constexpr std::string_view summary =
      "a leaderless store with quorums of w and r, and read repair (Gifford 1979, Dynamo 2007)";

  using Roles = pessimist::Roles<Replica, StandIn, Writer, Reader>;
  using Messages = pessimist::Messages<Get, Got, Put, Done, Written, Read>;

  struct Parameters {
    Parameter<int> n{3, "replicas", 1, 9};
    Parameter<int> w{2, "replicas that must have a write before it is finished", 1, 9};
    Parameter<int> r{2, "replicas that must have answered before a read returns", 1, 9};
    Parameter<int> writes{1, "writes, one after the other", 0, 9};
    Parameter<int> readers{2, "readers", 1, 9};
    Parameter<int> reads{1, "reads of each reader, one after the other", 1, 9};
    Parameter<Bug> bug{Bug::none,
                       "no-repair: a read leaves the replicas that lag as they are; "
                       "late-repair: a read returns before it has repaired them; "
                       "sloppy-quorum: a stand-in counts as one of the w, and hands the write over later"};
  };

  static void set_up(const Parameters& parameters, Setup<QuorumKv>& setup) {
    const Bug bug = parameters.bug;
    const Sizes sizes{static_cast<std::size_t>(*parameters.w), static_cast<std::size_t>(*parameters.r)};
    setup.nodes<Replica>(static_cast<std::size_t>(*parameters.n));
    setup.nodes<StandIn>(bug == Bug::sloppy_quorum ? 1 : 0);
    setup.nodes(1, Writer{.bug = bug, .sizes = sizes, .writes = *parameters.writes});
    setup.nodes(static_cast<std::size_t>(*parameters.readers),
                Reader{.bug = bug, .sizes = sizes, .reads = *parameters.reads});
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::amnesia});
    const FaultSet of_replicas{Fault::crash, Fault::crash_in_handler, Fault::amnesia};
    setup.spare<StandIn>(of_replicas);
    setup.spare<Writer>(of_replicas);
    setup.spare<Reader>(of_replicas);

    setup.always("reads see finished writes", each(&Reader::misses_write, [](bool misses_write) {
                   return misses_write
                              ? fails("a write was finished when it began to read, and it did not see it")
                              : holds();
                 }));
    setup.always("reads do not go back", each(&Reader::goes_back, [](bool goes_back) {
                   return goes_back ? fails("a newer version had been read when it began to read") : holds();
                 }));
    setup.sometimes("everybody is done", together(observe<Reader>(is_done), [](const auto& readers) {
                      return std::ranges::all_of(readers, [](const auto& reader) { return reader.value; });
                    }));
  }
};

PESSIMIST_SPEC(QuorumKv);

}  // namespace
