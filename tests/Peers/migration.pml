/* The reference semantics (docs/semantics.md) on VT-d, for one fixed family of scenarios: 2 devices, 3 pages, enable linux,
 * query clear-flush, unmap two-call. The same atomic steps, and the same resets of fields that nothing reads any more, as
 * in model/ and in migration.m, so all three count the same states and transitions. Nothing is judged here.
 *
 *   GUEST 0   dma 0 0; dma 1 1; await 1; unmap 0; dma 1 0; await 3; load 0; dma 2 1
 *   GUEST 1   dma 0 0; dma 1 1; dma 2 0; dma 0 1; unmap 0-2; load 0; load 1; load 2
 *
 * build: spin -o2 -DGUEST=0 -DROUNDS=1 -a migration.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c
 */
#ifndef GUEST
#define GUEST 0
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif

/* Sets of pages and of IOVAs are masks. No guest of the family maps, so an entry or a translation for IOVA i holds page i. */
#define BIT(i)       (1 << (i))
#define HAS(set, i)  (((set) >> (i)) & 1)
#define ALL          7

/* A page's content is 8 * version + writer. */
#define WRITER(content)   ((content) & 7)
#define VERSION(content)  ((content) >> 3)

/* DMA k: its device and its IOVA. The phases; in a draining one an invalidation waits for the granted write. */
#if GUEST == 0
#define DEV0 0
#define IOVA0 0
#define DEV1 1
#define IOVA1 1
#define DEV2 0
#define IOVA2 1
#define DEV3 1
#define IOVA3 2
#define UNMAP_AT 3
#define UNMAP_FIRST 0
#define UNMAP_LAST 0
#define UNMAP_RANGE 1
#else
#define DEV0 0
#define IOVA0 0
#define DEV1 1
#define IOVA1 1
#define DEV2 0
#define IOVA2 2
#define DEV3 1
#define IOVA3 0
#define UNMAP_AT 4
#define UNMAP_FIRST 0
#define UNMAP_LAST 2
#define UNMAP_RANGE 7
#endif

#define IDLE       0
#define POSTED     1
#define LOOKUP     2
#define WALKED     3
#define GRANTED    4
#define DRAINING   5
#define LANDED     6
#define COMPLETED  7
#define VANISHED   8
#define IN_FLIGHT(k)  (phase[k] >= LOOKUP && phase[k] <= LANDED)
#define ENDED(k)      (phase[k] >= COMPLETED)

/* guest */
#define RUNNING  0
#define TRAPPED  1
#define FROZEN   2

/* trap thread: enter, the plain unmap, then the two calls */
#define T_ENTER         0
#define T_PLAIN_CLEAR   1
#define T_PLAIN_FLUSH   2
#define T_PLAIN_WAIT    3
#define T_PLAIN_RETURN  4
#define T_QUERY         5
#define T_QUERY_FLUSH   6
#define T_QUERY_WAIT    7
#define T_QUERY_RETURN  8
#define T_CLEAR         9
#define T_CLEAR_FLUSH   10
#define T_CLEAR_WAIT    11
#define T_CLEAR_RETURN  12

/* migration thread; queries counts the queries that have returned, the last one included */
#define M_ENTER         0
#define M_DISCARD       1
#define M_FLUSH         2
#define M_WAIT          3
#define M_TRACK         4
#define M_TRACK_FLUSH   5
#define M_TRACK_WAIT    6
#define M_STARTED       7
#define M_COPY          8
#define M_QUERY_ENTER   9
#define M_QUERY         10
#define M_QUERY_FLUSH   11
#define M_QUERY_WAIT    12
#define M_QUERY_RETURN  13
#define M_FREEZE        14
#define M_STOP          15
#define M_LAST_ENTER    16
#define M_SWITCH        17
#define M_END           18

byte ram[3], dst[3];
byte present = ALL, dirty;                /* I/O page table */
byte valid[2] = ALL, tracked[2];          /* IOTLB: filled at all, filled dirty under tracking */
bit tracking, locked, started, stopped;
byte phase[4];
byte guest, mode;
byte asked, gmap = ALL;
byte bmap, mbuf, tbuf;                    /* migration bitmap, report buffers */
byte trap, tpage;                         /* tpage counts from the first IOVA of the range */
byte mig, mpage, queries;
bit taken;                                /* the page at mpage is taken and not copied yet */
#if GUEST == 0
byte acked[3], seen0, loaded;             /* only page 0 is loaded; DMAs 0 and 2 are awaited */
byte version0, version2;
#else
byte seen[3], loaded[3];
#endif

/* A device fetches its requests in order. */
#define FIRST0  true
#define FIRST1  true
#define FIRST2  (phase[0] != POSTED)
#define FIRST3  (phase[1] != POSTED)

#define DMA(k, keep_version) \
  :: d_step { phase[k] == POSTED && !stopped && FIRST##k -> phase[k] = LOOKUP } \
  :: d_step { phase[k] == LOOKUP -> \
       if :: HAS(valid[DEV##k], IOVA##k) -> phase[k] = GRANTED \
          :: !HAS(valid[DEV##k], IOVA##k) && HAS(present, IOVA##k) -> phase[k] = WALKED \
          :: else -> phase[k] = VANISHED fi } \
  :: d_step { phase[k] == WALKED -> \
       if :: !tracking -> \
               valid[DEV##k] = valid[DEV##k] | BIT(IOVA##k); tracked[DEV##k] = tracked[DEV##k] & ~BIT(IOVA##k); phase[k] = GRANTED \
          :: tracking && HAS(present, IOVA##k) -> dirty = dirty | BIT(IOVA##k); \
               valid[DEV##k] = valid[DEV##k] | BIT(IOVA##k); tracked[DEV##k] = tracked[DEV##k] | BIT(IOVA##k); phase[k] = GRANTED \
          :: else -> phase[k] = LOOKUP fi } \
  :: d_step { phase[k] == GRANTED || phase[k] == DRAINING -> \
       ram[IOVA##k] = 8 * (VERSION(ram[IOVA##k]) + 1) + k + 1; keep_version; phase[k] = LANDED } \
  :: d_step { phase[k] == LANDED -> phase[k] = COMPLETED }

active proctype dma() {
end: do
#if GUEST == 0
  DMA(0, version0 = VERSION(ram[IOVA0]))
  DMA(1, skip)
  DMA(2, version2 = VERSION(ram[IOVA2]))
  DMA(3, skip)
#else
  DMA(0, skip)
  DMA(1, skip)
  DMA(2, skip)
  DMA(3, skip)
#endif
  od }

#define AT(n)  mode == RUNNING && guest == n
#define POST(k, n)  :: d_step { AT(n) -> phase[k] = POSTED; guest = n + 1 }
#define UNMAP  :: d_step { AT(UNMAP_AT) -> asked = asked | UNMAP_RANGE; mode = TRAPPED }

/* An await is the last to read the version. */
#define AWAIT(k, n) \
  :: d_step { AT(n) && ENDED(k) -> \
       if :: version##k > acked[IOVA##k] -> acked[IOVA##k] = version##k :: else fi; version##k = 0; guest = n + 1 }
#define LOAD(p, n, into, newest) \
  :: d_step { AT(n) -> into = WRITER(ram[p]); if :: VERSION(ram[p]) > newest -> newest = VERSION(ram[p]) :: else fi; guest = n + 1 }

active proctype vcpu() {
end: do
#if GUEST == 0
  POST(0, 0)
  POST(1, 1)
  AWAIT(0, 2)
  UNMAP
  POST(2, 4)
  AWAIT(2, 5)
  LOAD(0, 6, loaded, seen0)
  POST(3, 7)
#else
  POST(0, 0)
  POST(1, 1)
  POST(2, 2)
  POST(3, 3)
  UNMAP
  LOAD(0, 5, loaded[0], seen[0])
  LOAD(1, 6, loaded[1], seen[1])
  LOAD(2, 7, loaded[2], seen[2])
#endif
  od }

/* Invalidates a range: what was walked is looked up again, what was granted is drained. */
#define DROP(k, range) \
  if :: HAS(range, IOVA##k) && phase[k] == WALKED -> phase[k] = LOOKUP \
     :: HAS(range, IOVA##k) && phase[k] == GRANTED -> phase[k] = DRAINING \
     :: else fi
#define INVALIDATE(range) \
  valid[0] = valid[0] & ~(range); tracked[0] = tracked[0] & ~(range); \
  valid[1] = valid[1] & ~(range); tracked[1] = tracked[1] & ~(range); \
  DROP(0, range); DROP(1, range); DROP(2, range); DROP(3, range)
#define DRAINS(k, range)  (HAS(range, IOVA##k) && phase[k] == DRAINING)
#define DRAINED(range)  !(DRAINS(0, range) || DRAINS(1, range) || DRAINS(2, range) || DRAINS(3, range))

#define TRAP(n)  mode == TRAPPED && trap == n
#define TIOVA  (UNMAP_FIRST + tpage)
#define T_NEXT_PAGE  if :: TIOVA == UNMAP_LAST -> tpage = 0; trap++ :: else -> tpage++ fi
#define CLEAR(n)  :: d_step { TRAP(n) -> present = present & ~BIT(TIOVA); dirty = dirty & ~BIT(TIOVA); T_NEXT_PAGE }
#define FLUSH(n)  :: d_step { TRAP(n) -> INVALIDATE(UNMAP_RANGE); trap = n + 1 }
#define WAIT(n)  :: d_step { TRAP(n) && DRAINED(UNMAP_RANGE) -> trap = n + 1 }
#define RETURN(n) \
  :: d_step { TRAP(n) -> bmap = bmap | tbuf; tbuf = 0; locked = 0; trap = T_ENTER; \
       gmap = gmap & ~UNMAP_RANGE; mode = RUNNING; guest = UNMAP_AT + 1 }

active proctype unmapper() {
end: do
  :: d_step { TRAP(T_ENTER) && !locked -> locked = 1; trap = (started -> T_QUERY : T_PLAIN_CLEAR) }
  CLEAR(T_PLAIN_CLEAR)
  FLUSH(T_PLAIN_FLUSH)
  WAIT(T_PLAIN_WAIT)
  RETURN(T_PLAIN_RETURN)
  :: d_step { TRAP(T_QUERY) ->
       if :: HAS(dirty, TIOVA) -> dirty = dirty & ~BIT(TIOVA); tbuf = tbuf | BIT(TIOVA) :: else fi; T_NEXT_PAGE }
  FLUSH(T_QUERY_FLUSH)
  WAIT(T_QUERY_WAIT)
  :: d_step { TRAP(T_QUERY_RETURN) -> bmap = bmap | tbuf; tbuf = 0; trap = T_CLEAR }
  CLEAR(T_CLEAR)
  FLUSH(T_CLEAR_FLUSH)
  WAIT(T_CLEAR_WAIT)
  RETURN(T_CLEAR_RETURN)
  od }

/* A walk passes over entries that are not present, and the copy loop over pages that are not in the bitmap, when the next
 * step is taken and not before: until then the thread's position says where it has come to. */
#define WALKING(n)  (mig == n && (present >> mpage) != 0)
#define WALKED_BY(n)  (mig == n && (present >> mpage) == 0)
#define COPIED  (mig == M_COPY && !taken && (bmap >> mpage) == 0)
#define SKIP_TO(set)  do :: HAS(set, mpage) -> break :: else -> mpage++ od
#define M_NEXT_PAGE(after)  if :: mpage == 2 -> mpage = 0; mig = after :: else -> mpage++ fi
#define GO(n)  mpage = 0; mig = n

active proctype migration() {
end: do
  :: d_step { mig == M_ENTER && !locked -> locked = 1; mig = M_DISCARD }
  :: d_step { WALKING(M_DISCARD) -> SKIP_TO(present); dirty = dirty & ~BIT(mpage); M_NEXT_PAGE(M_FLUSH) }
  :: d_step { mig == M_FLUSH || WALKED_BY(M_DISCARD) -> INVALIDATE(ALL); GO(M_WAIT) }
  :: d_step { mig == M_WAIT && DRAINED(ALL) -> mig = M_TRACK }
  :: d_step { mig == M_TRACK -> tracking = 1; mig = M_TRACK_FLUSH }
  :: d_step { mig == M_TRACK_FLUSH -> INVALIDATE(ALL); mig = M_TRACK_WAIT }
  :: d_step { mig == M_TRACK_WAIT && DRAINED(ALL) -> mig = M_STARTED }
  :: d_step { mig == M_STARTED -> started = 1; bmap = ALL; locked = 0; mig = M_COPY }
  :: d_step { mig == M_COPY && !taken && (bmap >> mpage) != 0 -> SKIP_TO(bmap); bmap = bmap & ~BIT(mpage); taken = 1 }
  :: d_step { mig == M_COPY && taken -> dst[mpage] = ram[mpage]; taken = 0;
       M_NEXT_PAGE((queries < ROUNDS -> M_QUERY_ENTER : (queries == ROUNDS -> M_FREEZE : M_SWITCH))) }
  :: d_step { (mig == M_QUERY_ENTER || (COPIED && queries < ROUNDS)) && !locked -> locked = 1; GO(M_QUERY) }
  :: d_step { WALKING(M_QUERY) -> SKIP_TO(present);
       if :: HAS(dirty, mpage) -> dirty = dirty & ~BIT(mpage); mbuf = mbuf | BIT(mpage) :: else fi; M_NEXT_PAGE(M_QUERY_FLUSH) }
  :: d_step { mig == M_QUERY_FLUSH || WALKED_BY(M_QUERY) -> INVALIDATE(ALL); GO(M_QUERY_WAIT) }
  :: d_step { mig == M_QUERY_WAIT && DRAINED(ALL) -> mig = M_QUERY_RETURN }
  :: d_step { mig == M_QUERY_RETURN -> bmap = bmap | mbuf; mbuf = 0; locked = 0; queries++; mig = M_COPY }
  :: d_step { (mig == M_FREEZE || (COPIED && queries == ROUNDS)) && mode == RUNNING && !locked -> mode = FROZEN; GO(M_STOP) }
  :: d_step { mig == M_STOP -> stopped = 1; mig = M_LAST_ENTER }
  :: d_step { mig == M_LAST_ENTER && !locked && !(IN_FLIGHT(0) || IN_FLIGHT(1) || IN_FLIGHT(2) || IN_FLIGHT(3)) ->
       locked = 1; mig = M_QUERY }
  :: d_step { mig == M_SWITCH || (COPIED && queries > ROUNDS) -> GO(M_END) }
  od }
