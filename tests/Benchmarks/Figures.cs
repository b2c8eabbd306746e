using System.Text.Json.Serialization;

namespace RaceModel.Benchmarks;

/// <summary>What is measured, as JSON. The code for it is made when this is compiled: to look at the types takes a part of each run that is timed.</summary>
[JsonSerializable(typeof(SearchFigures))]
[JsonSerializable(typeof(ReadFigures))]
[JsonSerializable(typeof(HandoverFigures))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class Figures : JsonSerializerContext;

/// <summary>How long a search took, and what it found.</summary>
internal sealed record SearchFigures(
    string Model, long Workers, long States, long Transitions, int Depth, double Seconds, double SearchCpuSeconds, long GraphBytes);

/// <summary>How fast one core reads 64 bytes from random places of a table.</summary>
internal sealed record ReadFigures(long Bytes, double ReadsPerSecond, double DependentReadsPerSecond, ulong Checksum);

/// <summary>How long a line of the cache takes from one core to another.</summary>
internal sealed record HandoverFigures(double HandoverNanoseconds);
