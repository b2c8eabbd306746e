using System.Reflection;
using System.Runtime.Loader;
using RaceModel.Checks.Exploration;

namespace RaceModel.Tests;

/// <summary>
/// The product with one of its assemblies exchanged for a mutant, beside the real one in the same process. The tests' own
/// assembly is loaded into it a second time, so that it judges with the mutant; only text goes in and out.
/// </summary>
internal sealed class MutantWorld : AssemblyLoadContext, IDisposable
{
    private static readonly Assembly Model = typeof(TransitionSystem).Assembly;
    private static readonly Assembly Checks = typeof(Checker).Assembly;
    private static readonly Assembly Tests = typeof(MutantWorld).Assembly;

    private static readonly MutantCompiler ModelCompiler = new("model", Model);
    private static readonly MutantCompiler ChecksCompiler = new("checks", Checks, Model.Location);

    private readonly Assembly _exchanged;

    public MutantWorld(Mutant mutant)
        : this(mutant.File.Split('/')[0], mutant)
    {
    }

    private MutantWorld(string project, Mutant? mutant)
        : base(mutant?.Name ?? project, isCollectible: true)
    {
        using var assembly = new MemoryStream((project == "model" ? ModelCompiler : ChecksCompiler).Compile(mutant));
        _exchanged = LoadFromStream(assembly);
    }

    /// <summary>A world whose copy of a project's assembly only differs in who compiled it.</summary>
    public static MutantWorld WithoutMutant(string project) => new(project, null);

    /// <summary>What <see cref="KillTest.Judge"/> says here of a scenario that is written out in full.</summary>
    public string Judge(string scenario) => Call(typeof(KillTest), nameof(KillTest.Judge), scenario);

    /// <summary>What a static method of the tests says here.</summary>
    public string Call(Type type, string method, params string[] arguments) =>
        (string)LoadFromAssemblyPath(Tests.Location).GetType(type.FullName!)!.GetMethod(method)!.Invoke(null, [.. arguments])!;

    public void Dispose() => Unload();

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == _exchanged.GetName().Name ? _exchanged
        : assemblyName.Name == Model.GetName().Name ? LoadFromAssemblyPath(Model.Location)
        : assemblyName.Name == Checks.GetName().Name ? LoadFromAssemblyPath(Checks.Location)
        : null;
}
