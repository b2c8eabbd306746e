/* The toy: N pages, 2 devices that cache translations with their dirty state, and one query that is not atomic. Same atomic
 * steps as toy.m. Nothing is judged.
 * build: spin -o2 -DN=2 -a toy.pml   (-o2: Spin leaves out variables that are only written, otherwise)
 */
#ifndef N
#define N 2
#endif
bit dirty[N]; bit tlb[2*N]; bit tlbd[2*N]; byte data[N]; byte copied[N]; bit bm[N]; byte cur;
#define I(d,p) ((d)*N+(p))
active [1] proctype vmm() {
 do
 :: atomic { bm[cur] = bm[cur] | dirty[cur] };
    dirty[cur]=0;
    d_step { tlb[I(0,cur)]=0; tlbd[I(0,cur)]=0; tlb[I(1,cur)]=0; tlbd[I(1,cur)]=0 };
    d_step { if :: bm[cur] -> copied[cur]=data[cur] :: else fi; bm[cur]=0; cur=(cur+1)%N }
 od }

#define D (_pid-1)
#define FILL(p)  d_step { !tlb[I(D,p)] -> tlb[I(D,p)]=1; tlbd[I(D,p)]=dirty[p] }
#define WRITE(p) d_step { tlb[I(D,p)] && data[p]<3 -> if :: !tlbd[I(D,p)] -> dirty[p]=1; tlbd[I(D,p)]=1 :: else fi; data[p]=data[p]+1 }
#define EVICT(p) d_step { tlb[I(D,p)] -> tlb[I(D,p)]=0; tlbd[I(D,p)]=0 }
active [2] proctype dev() {
end: do
 :: FILL(0)
 :: WRITE(0)
 :: EVICT(0)
#if N>1
 :: FILL(1)
 :: WRITE(1)
 :: EVICT(1)
#endif
#if N>2
 :: FILL(2)
 :: WRITE(2)
 :: EVICT(2)
#endif
 od }
