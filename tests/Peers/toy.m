-- The toy: N pages, 2 devices that cache translations with their dirty state, and one query that is not atomic. Same atomic
-- steps as toy.pml. Nothing is judged.
const N: 2; D: 2;
type page: 0..N-1; dev: 0..D-1; gen: 0..3;
var
  valid: array[page] of boolean;
  dirty: array[page] of boolean;
  wp: array[page] of boolean;
  tlb: array[dev] of array[page] of boolean;   -- cached translation
  tlbd: array[dev] of array[page] of boolean;  -- cached dirty
  data: array[page] of gen;
  copied: array[page] of gen;
  bitmap: array[page] of boolean;
  pc: 0..4; cur: page;
startstate begin
  for p: page do valid[p]:=true; dirty[p]:=false; wp[p]:=false; data[p]:=0; copied[p]:=0; bitmap[p]:=false;
   for d: dev do tlb[d][p]:=false; tlbd[d][p]:=false; end; end;
  pc:=0; cur:=0;
end;
ruleset d: dev; p: page do
rule "fill" valid[p] & !tlb[d][p] ==> begin tlb[d][p]:=true; tlbd[d][p]:=dirty[p]; end;
rule "write" tlb[d][p] & data[p]<3 ==> begin
   if !tlbd[d][p] then dirty[p]:=true; tlbd[d][p]:=true; end; data[p]:=data[p]+1; end;
rule "evict" tlb[d][p] ==> begin tlb[d][p]:=false; tlbd[d][p]:=false; end;
end;
rule "q-read" pc=0 ==> begin bitmap[cur]:=bitmap[cur] | dirty[cur]; pc:=1; end;
rule "q-clear" pc=1 ==> begin dirty[cur]:=false; pc:=2; end;
rule "q-flush" pc=2 ==> begin for d: dev do tlb[d][cur]:=false; tlbd[d][cur]:=false; end; pc:=3; end;
rule "q-copy" pc=3 ==> begin if bitmap[cur] then copied[cur]:=data[cur]; bitmap[cur]:=false; end; pc:=0; cur:=(cur+1)%N; end;
invariant "x" true;
