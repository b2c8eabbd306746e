-- The reference semantics (docs/semantics.md) on VT-d, for one fixed family of scenarios: 2 devices, 3 pages, enable linux,
-- query clear-flush, unmap two-call. The same atomic steps, and the same resets of fields that nothing reads any more, as
-- in model/ and in migration.pml, so all three count the same states and transitions. Nothing is judged here.
--
--   GUEST 0   dma 0 0; dma 1 1; await 1; unmap 0; dma 1 0; await 3; load 0; dma 2 1
--   GUEST 1   dma 0 0; dma 1 1; dma 2 0; dma 0 1; unmap 0-2; load 0; load 1; load 2
--
-- build: sed -e 's/GUEST: 0/GUEST: 1/' -e 's/ROUNDS: 1/ROUNDS: 0/' migration.m >m.m
--        rumur --output m.c --deadlock-detection off --threads 1 m.m && gcc -O3 -march=native -std=c11 -o m m.c -lpthread
const
  GUEST: 0;
  ROUNDS: 1;
  P: 3; K: 4;
  UNMAP_AT: GUEST = 0 ? 3 : 4;
  UNMAP_LAST: GUEST = 0 ? 0 : 2;    -- the range begins at 0

-- No guest of the family maps, so an entry or a translation for IOVA i holds page i.
type
  page: 0..P-1; dev: 0..1; dma: 0..K-1; writer: 0..K; version: 0..K;
  phases: enum {IDLE, POSTED, LOOKUP, WALKED, GRANTED, DRAINING, LANDED, COMPLETED, VANISHED};
  modes: enum {RUNNING, TRAPPED, FROZEN};
  traps: enum {T_ENTER, T_PLAIN_CLEAR, T_PLAIN_FLUSH, T_PLAIN_WAIT, T_PLAIN_RETURN, T_QUERY, T_QUERY_FLUSH, T_QUERY_WAIT,
    T_QUERY_RETURN, T_CLEAR, T_CLEAR_FLUSH, T_CLEAR_WAIT, T_CLEAR_RETURN};
  migs: enum {M_ENTER, M_DISCARD, M_FLUSH, M_WAIT, M_TRACK, M_TRACK_FLUSH, M_TRACK_WAIT, M_STARTED, M_COPY, M_QUERY_ENTER,
    M_QUERY, M_QUERY_FLUSH, M_QUERY_WAIT, M_QUERY_RETURN, M_FREEZE, M_STOP, M_LAST_ENTER, M_SWITCH, M_END};

var
  ram_writer: array[page] of writer; ram_version: array[page] of version;
  dst_writer: array[page] of writer; dst_version: array[page] of version;
  present: array[page] of boolean; dirty: array[page] of boolean;                                -- I/O page table
  valid: array[dev] of array[page] of boolean; tracked: array[dev] of array[page] of boolean;    -- IOTLB
  tracking: boolean; locked: boolean; started: boolean; stopped: boolean;
  phase: array[dma] of phases;
  kept: array[dma] of version;                       -- the version that an await will read
  guest: 0..8; mode: modes;
  asked: array[page] of boolean; gmap: array[page] of boolean;
  acked: array[page] of version; seen: array[page] of version; loaded: array[page] of writer;
  bmap: array[page] of boolean; mbuf: array[page] of boolean; tbuf: array[page] of boolean;
  trap: traps; tpage: page;
  mig: migs; mpage: page; queries: 0..ROUNDS+1;
  taken: boolean;                                    -- the page at mpage is taken and not copied yet

function device(k: dma): dev; begin
  return k % 2; end;

function iova(k: dma): page; begin
  if k = 0 then return 0; elsif k = 1 then return 1; elsif k = 2 then return GUEST = 0 ? 1 : 2; else return GUEST = 0 ? 2 : 0; end; end;

-- Where in the program the DMA is posted, and where it is awaited.
function posted_at(k: dma): 0..8; begin
  if GUEST = 1 | k < 2 then return k; else return k = 2 ? 4 : 7; end; end;

function awaited_at(k: dma): 0..8; begin
  return k = 0 ? 2 : 5; end;

function awaited(k: dma): boolean; begin
  return GUEST = 0 & (k = 0 | k = 2); end;

function ended(k: dma): boolean; begin
  return phase[k] = COMPLETED | phase[k] = VANISHED; end;

function in_flight(k: dma): boolean; begin
  return phase[k] != IDLE & phase[k] != POSTED & !ended(k); end;

-- A device fetches its requests in order.
function first(k: dma): boolean; begin
  return !(k = 2 & phase[0] = POSTED) & !(k = 3 & phase[1] = POSTED); end;

-- Invalidates IOVAs 0 to last: what was walked is looked up again, what was granted is drained.
procedure invalidate(last: page); begin
  for p: page do
    if p <= last then for d: dev do valid[d][p] := false; tracked[d][p] := false; end; end; end;
  for k: dma do
    if iova(k) <= last then
      if phase[k] = WALKED then phase[k] := LOOKUP; elsif phase[k] = GRANTED then phase[k] := DRAINING; end; end; end; end;

function drained(last: page): boolean; begin
  return forall k: dma do phase[k] != DRAINING | iova(k) > last end; end;

-- A walk passes over entries that are not present, and the copy loop over pages that are not in the bitmap, when the next
-- step is taken and not before: until then the thread's position says where it has come to.
function present_left(): boolean; begin
  return exists p: page do p >= mpage & present[p] end; end;

function marked_left(): boolean; begin
  return exists p: page do p >= mpage & bmap[p] end; end;

function copied(): boolean; begin
  return mig = M_COPY & !taken & !marked_left(); end;

procedure next_page(after: migs); begin
  if mpage = P-1 then mpage := 0; mig := after; else mpage := mpage + 1; end; end;

procedure go(next: migs); begin
  mpage := 0; mig := next; end;

procedure next_trap_page(after: traps); begin
  if tpage = UNMAP_LAST then tpage := 0; trap := after; else tpage := tpage + 1; end; end;

procedure merge(); begin
  for p: page do if tbuf[p] then bmap[p] := true; tbuf[p] := false; end; end; end;

procedure return_from_unmap(); begin
  merge(); locked := false; trap := T_ENTER; mode := RUNNING; guest := UNMAP_AT + 1;
  for p: page do if p <= UNMAP_LAST then gmap[p] := false; end; end; end;

procedure load(p: page); begin
  loaded[p] := ram_writer[p];
  if ram_version[p] > seen[p] then seen[p] := ram_version[p]; end;
  guest := guest + 1; end;

startstate begin
  for p: page do
    ram_writer[p] := 0; ram_version[p] := 0; dst_writer[p] := 0; dst_version[p] := 0; present[p] := true; dirty[p] := false;
    for d: dev do valid[d][p] := true; tracked[d][p] := false; end;
    asked[p] := false; gmap[p] := true; acked[p] := 0; seen[p] := 0; loaded[p] := 0;
    bmap[p] := false; mbuf[p] := false; tbuf[p] := false; end;
  for k: dma do phase[k] := IDLE; kept[k] := 0; end;
  tracking := false; locked := false; started := false; stopped := false; guest := 0; mode := RUNNING;
  trap := T_ENTER; tpage := 0; mig := M_ENTER; mpage := 0; queries := 0; taken := false;
end;

-- device and IOMMU
ruleset k: dma do
  rule "fetch" phase[k] = POSTED & !stopped & first(k) ==> begin phase[k] := LOOKUP; end;
  rule "translate" phase[k] = LOOKUP ==> begin
    if valid[device(k)][iova(k)] then phase[k] := GRANTED;
    elsif present[iova(k)] then phase[k] := WALKED;
    else phase[k] := VANISHED; end; end;
  rule "commit" phase[k] = WALKED ==> begin
    if !tracking then valid[device(k)][iova(k)] := true; tracked[device(k)][iova(k)] := false; phase[k] := GRANTED;
    elsif present[iova(k)] then
      dirty[iova(k)] := true; valid[device(k)][iova(k)] := true; tracked[device(k)][iova(k)] := true; phase[k] := GRANTED;
    else phase[k] := LOOKUP; end; end;
  rule "land" phase[k] = GRANTED | phase[k] = DRAINING ==> begin
    ram_writer[iova(k)] := k + 1; ram_version[iova(k)] := ram_version[iova(k)] + 1;
    if awaited(k) then kept[k] := ram_version[iova(k)]; end;
    phase[k] := LANDED; end;
  rule "complete" phase[k] = LANDED ==> begin phase[k] := COMPLETED; end;
end;

-- guest
ruleset k: dma do
  rule "post" mode = RUNNING & guest = posted_at(k) ==> begin phase[k] := POSTED; guest := guest + 1; end;
end;
ruleset k: dma do
  -- An await is the last to read the version.
  rule "await" awaited(k) & mode = RUNNING & guest = awaited_at(k) & ended(k) ==> begin
    if kept[k] > acked[iova(k)] then acked[iova(k)] := kept[k]; end;
    kept[k] := 0; guest := guest + 1; end;
end;
rule "unmap" mode = RUNNING & guest = UNMAP_AT ==> begin
  for p: page do if p <= UNMAP_LAST then asked[p] := true; end; end; mode := TRAPPED; end;
rule "load" GUEST = 0 & mode = RUNNING & guest = 6 ==> begin load(0); end;
ruleset p: page do
  rule "load" GUEST = 1 & mode = RUNNING & guest = 5 + p ==> begin load(p); end;
end;

-- trap thread
rule "enter unmap" mode = TRAPPED & trap = T_ENTER & !locked ==> begin
  locked := true; if started then trap := T_QUERY; else trap := T_PLAIN_CLEAR; end; end;
rule "plain clear" mode = TRAPPED & trap = T_PLAIN_CLEAR ==> begin
  present[tpage] := false; dirty[tpage] := false; next_trap_page(T_PLAIN_FLUSH); end;
rule "plain flush" mode = TRAPPED & trap = T_PLAIN_FLUSH ==> begin invalidate(UNMAP_LAST); trap := T_PLAIN_WAIT; end;
rule "plain wait" mode = TRAPPED & trap = T_PLAIN_WAIT & drained(UNMAP_LAST) ==> begin trap := T_PLAIN_RETURN; end;
rule "plain return" mode = TRAPPED & trap = T_PLAIN_RETURN ==> begin return_from_unmap(); end;
rule "unmap query" mode = TRAPPED & trap = T_QUERY ==> begin
  if dirty[tpage] then dirty[tpage] := false; tbuf[tpage] := true; end; next_trap_page(T_QUERY_FLUSH); end;
rule "unmap query flush" mode = TRAPPED & trap = T_QUERY_FLUSH ==> begin invalidate(UNMAP_LAST); trap := T_QUERY_WAIT; end;
rule "unmap query wait" mode = TRAPPED & trap = T_QUERY_WAIT & drained(UNMAP_LAST) ==> begin trap := T_QUERY_RETURN; end;
rule "unmap query return" mode = TRAPPED & trap = T_QUERY_RETURN ==> begin merge(); trap := T_CLEAR; end;
rule "clear" mode = TRAPPED & trap = T_CLEAR ==> begin
  present[tpage] := false; dirty[tpage] := false; next_trap_page(T_CLEAR_FLUSH); end;
rule "clear flush" mode = TRAPPED & trap = T_CLEAR_FLUSH ==> begin invalidate(UNMAP_LAST); trap := T_CLEAR_WAIT; end;
rule "clear wait" mode = TRAPPED & trap = T_CLEAR_WAIT & drained(UNMAP_LAST) ==> begin trap := T_CLEAR_RETURN; end;
rule "return from unmap" mode = TRAPPED & trap = T_CLEAR_RETURN ==> begin return_from_unmap(); end;

-- migration thread
rule "enter enable" mig = M_ENTER & !locked ==> begin locked := true; mig := M_DISCARD; end;
ruleset p: page do
  rule "discard" mig = M_DISCARD & p >= mpage & present[p] & !(exists q: page do q >= mpage & q < p & present[q] end) ==> begin
    mpage := p; dirty[p] := false; next_page(M_FLUSH); end;
  rule "query" mig = M_QUERY & p >= mpage & present[p] & !(exists q: page do q >= mpage & q < p & present[q] end) ==> begin
    mpage := p; if dirty[p] then dirty[p] := false; mbuf[p] := true; end; next_page(M_QUERY_FLUSH); end;
  rule "take" mig = M_COPY & !taken & p >= mpage & bmap[p] & !(exists q: page do q >= mpage & q < p & bmap[q] end) ==> begin
    mpage := p; bmap[p] := false; taken := true; end;
end;
rule "flush" mig = M_FLUSH | mig = M_DISCARD & !present_left() ==> begin invalidate(P-1); go(M_WAIT); end;
rule "wait" mig = M_WAIT & drained(P-1) ==> begin mig := M_TRACK; end;
rule "set tracking" mig = M_TRACK ==> begin tracking := true; mig := M_TRACK_FLUSH; end;
rule "flush again" mig = M_TRACK_FLUSH ==> begin invalidate(P-1); mig := M_TRACK_WAIT; end;
rule "wait again" mig = M_TRACK_WAIT & drained(P-1) ==> begin mig := M_STARTED; end;
rule "started" mig = M_STARTED ==> begin
  started := true; for p: page do bmap[p] := true; end; locked := false; mig := M_COPY; end;
rule "copy" mig = M_COPY & taken ==> begin
  dst_writer[mpage] := ram_writer[mpage]; dst_version[mpage] := ram_version[mpage]; taken := false;
  if queries < ROUNDS then next_page(M_QUERY_ENTER); elsif queries = ROUNDS then next_page(M_FREEZE); else next_page(M_SWITCH); end; end;
rule "enter query" (mig = M_QUERY_ENTER | copied() & queries < ROUNDS) & !locked ==> begin locked := true; go(M_QUERY); end;
rule "query flush" mig = M_QUERY_FLUSH | mig = M_QUERY & !present_left() ==> begin invalidate(P-1); go(M_QUERY_WAIT); end;
rule "query wait" mig = M_QUERY_WAIT & drained(P-1) ==> begin mig := M_QUERY_RETURN; end;
rule "query return" mig = M_QUERY_RETURN ==> begin
  for p: page do if mbuf[p] then bmap[p] := true; mbuf[p] := false; end; end; locked := false; queries := queries + 1; mig := M_COPY; end;
rule "freeze" (mig = M_FREEZE | copied() & queries = ROUNDS) & mode = RUNNING & !locked ==> begin mode := FROZEN; go(M_STOP); end;
rule "stop" mig = M_STOP ==> begin stopped := true; mig := M_LAST_ENTER; end;
rule "enter last query" mig = M_LAST_ENTER & !locked & !(exists k: dma do in_flight(k) end) ==> begin locked := true; mig := M_QUERY; end;
rule "switch over" mig = M_SWITCH | copied() & queries > ROUNDS ==> begin go(M_END); end;

invariant "nothing is judged" true;
