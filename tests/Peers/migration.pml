/* The reference semantics (docs/semantics.md) on VT-d, for one fixed family of scenarios: 2 devices, 3 pages, enable linux,
 * query clear-flush, unmap two-call. The same atomic steps, and the same resets of fields that nothing reads any more, as
 * in model/ and in migration.m, so all three count the same states and transitions. Nothing is judged here.
 *
 *   GUEST 0   dma 0 0; dma 1 1; await 1; unmap 0; dma 1 0; await 3; load 0; dma 2 1
 *   GUEST 1   dma 0 0; dma 1 1; dma 2 0; dma 0 1; unmap 0-2; load 0; load 1; load 2
 *
 * build: spin -o2 -DGUEST=0 -DROUNDS=1 -a migration.pml && gcc -O3 -DSAFETY -DNOREDUCE -DNOCOMP -o pan pan.c && ./pan -E -m10000
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

/* DMA k: its device and its IOVA. The range of the unmap begins at 0. */
#if GUEST == 0
#define DEV0 0
#define IOVA0 0
#define DEV1 1
#define IOVA1 1
#define DEV2 0
#define IOVA2 1
#define DEV3 1
#define IOVA3 2
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
#define UNMAP_LAST 2
#define UNMAP_RANGE 7
#endif

/* The phases of a DMA; in DRAINING an invalidation waits for the granted write. */
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

byte ram[3], dst[3];
byte present = ALL, dirty;                /* I/O page table */
byte valid[2] = ALL, tracked[2];          /* IOTLB: filled at all, filled dirty under tracking */
bit tracking, locked, started, stopped;
byte phase[4];
byte mode;
byte asked, gmap = ALL;
byte bmap, mbuf, tbuf;                    /* migration bitmap, report buffers */
byte tpage;                               /* where the trap thread is */
byte mpage, queries;                      /* where the migration thread is, and how many queries have returned */
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

/* One step of DMA k, whatever phase it is in. */
#define DMA(k, keep_version) \
  :: d_step { phase[k] != IDLE && phase[k] < COMPLETED && (phase[k] != POSTED || (!stopped && FIRST##k)) -> \
       if :: phase[k] == POSTED -> phase[k] = LOOKUP \
          :: phase[k] == LOOKUP -> \
               if :: HAS(valid[DEV##k], IOVA##k) -> phase[k] = GRANTED \
                  :: !HAS(valid[DEV##k], IOVA##k) && HAS(present, IOVA##k) -> phase[k] = WALKED \
                  :: else -> phase[k] = VANISHED fi \
          :: phase[k] == WALKED -> \
               if :: !tracking -> valid[DEV##k] = valid[DEV##k] | BIT(IOVA##k); tracked[DEV##k] = tracked[DEV##k] & ~BIT(IOVA##k); \
                       phase[k] = GRANTED \
                  :: tracking && HAS(present, IOVA##k) -> dirty = dirty | BIT(IOVA##k); \
                       valid[DEV##k] = valid[DEV##k] | BIT(IOVA##k); tracked[DEV##k] = tracked[DEV##k] | BIT(IOVA##k); phase[k] = GRANTED \
                  :: else -> phase[k] = LOOKUP fi \
          :: phase[k] == GRANTED || phase[k] == DRAINING -> \
               ram[IOVA##k] = 8 * (VERSION(ram[IOVA##k]) + 1) + k + 1; keep_version; phase[k] = LANDED \
          :: phase[k] == LANDED -> phase[k] = COMPLETED fi }

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

#define POST(k)  d_step { mode == RUNNING -> phase[k] = POSTED }
#define UNMAP  d_step { mode == RUNNING -> asked = asked | UNMAP_RANGE; mode = TRAPPED }

/* An await is the last to read the version. */
#define AWAIT(k) \
  d_step { mode == RUNNING && ENDED(k) -> if :: version##k > acked[IOVA##k] -> acked[IOVA##k] = version##k :: else fi; version##k = 0 }
#define LOAD(p, into, newest) \
  d_step { mode == RUNNING -> into = WRITER(ram[p]); if :: VERSION(ram[p]) > newest -> newest = VERSION(ram[p]) :: else fi }

active proctype vcpu() {
#if GUEST == 0
  POST(0); POST(1); AWAIT(0); UNMAP; POST(2); AWAIT(2); LOAD(0, loaded, seen0); POST(3);
#else
  POST(0); POST(1); POST(2); POST(3); UNMAP; LOAD(0, loaded[0], seen[0]); LOAD(1, loaded[1], seen[1]); LOAD(2, loaded[2], seen[2]);
#endif
end: false }

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

/* A walk of the trap thread visits every page of the range. Past the last one it stands before its flush. */
#define LEFT  (tpage <= UNMAP_LAST)
#define CLEAR  d_step { LEFT -> present = present & ~BIT(tpage); dirty = dirty & ~BIT(tpage); tpage++ }
#define QUERY  d_step { LEFT -> if :: HAS(dirty, tpage) -> dirty = dirty & ~BIT(tpage); tbuf = tbuf | BIT(tpage) :: else fi; tpage++ }
#define FLUSH  d_step { !LEFT -> INVALIDATE(UNMAP_RANGE); tpage = 0 }
#define WAIT  DRAINED(UNMAP_RANGE)
#define RETURN  d_step { bmap = bmap | tbuf; tbuf = 0; locked = 0; gmap = gmap & ~UNMAP_RANGE; mode = RUNNING }

active proctype unmapper() {
end: do
  :: d_step { mode == TRAPPED && !locked && !started -> locked = 1 };
     do :: CLEAR :: FLUSH -> break od;
     WAIT; RETURN
  :: d_step { mode == TRAPPED && !locked && started -> locked = 1 };
     do :: QUERY :: FLUSH -> break od;
     WAIT;
     d_step { bmap = bmap | tbuf; tbuf = 0 };
     do :: CLEAR :: FLUSH -> break od;
     WAIT; RETURN
  od }

/* A walk passes over entries that are not present, and the copy loop over pages that are not in the bitmap, when the next
 * step is taken and not before: until then mpage says where the thread has come to; past the last page it is 3. */
#define SKIP_TO(set)  do :: HAS(set, mpage) -> break :: else -> mpage++ od
#define COPIED  ((bmap >> mpage) == 0)

#define QUERY_AND_RETURN \
  do \
  :: d_step { (present >> mpage) != 0 -> SKIP_TO(present); \
       if :: HAS(dirty, mpage) -> dirty = dirty & ~BIT(mpage); mbuf = mbuf | BIT(mpage) :: else fi; mpage++ } \
  :: d_step { (present >> mpage) == 0 -> INVALIDATE(ALL); mpage = 0 } -> break \
  od; \
  DRAINED(ALL); \
  d_step { bmap = bmap | mbuf; mbuf = 0; locked = 0; queries++ }

active proctype migration() {
  d_step { !locked -> locked = 1 };
  do
  :: d_step { (present >> mpage) != 0 -> SKIP_TO(present); dirty = dirty & ~BIT(mpage); mpage++ }
  :: d_step { (present >> mpage) == 0 -> INVALIDATE(ALL); mpage = 0 } -> break
  od;
  DRAINED(ALL);
  tracking = 1;
  d_step { INVALIDATE(ALL) };
  DRAINED(ALL);
  d_step { started = 1; bmap = ALL; locked = 0 };
  do
  :: d_step { !COPIED -> SKIP_TO(bmap); bmap = bmap & ~BIT(mpage) };
     d_step { dst[mpage] = ram[mpage]; mpage++ }
  :: d_step { COPIED && queries < ROUNDS && !locked -> locked = 1; mpage = 0 };
     QUERY_AND_RETURN
  :: d_step { COPIED && queries == ROUNDS && mode == RUNNING && !locked -> mode = FROZEN; mpage = 0 };
     stopped = 1;
     d_step { !locked && !(IN_FLIGHT(0) || IN_FLIGHT(1) || IN_FLIGHT(2) || IN_FLIGHT(3)) -> locked = 1 };
     QUERY_AND_RETURN
  :: d_step { COPIED && queries > ROUNDS -> mpage = 0 } -> break
  od;
end:
  false }
