using RaceModel;
using RaceModel.Checks.Exploration;
var sc = new Scenario{ Hardware=new(){Name="vtd"}, Protocol=new(){Enable=ProtocolText.ParseCall("[discard-dirty, flush, set-tracking, flush]"),Query=ProtocolText.ParseCall("[test-and-clear-dirty, flush]"),Unmap=ProtocolText.ParseUnmap(args[0])}, Guest=GuestText.Parse(args[1])};
for(int k=0;k<3;k++){
var r=new Checker(new()).Check(sc, PropertySet.All);
Console.WriteLine($"{r.States} {r.Transitions} {r.Depth} {r.Elapsed} {string.Join(' ',r.Verdicts.Where(v=>v.Length>0).Select(v=>v.Property.Abbreviation()+v.Length))}");
if(k==0) foreach(var s in r.Verdicts.First(v=>v.Length>0).Counterexample!.Steps) Console.WriteLine(s);}
